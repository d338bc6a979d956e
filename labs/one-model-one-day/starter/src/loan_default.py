"""The model `loan-default`: a logistic regression on 13 features, and how good it is. Standard library only.

Country, age and identifiers are not features; they are slices.
"""

import json
import math

FEATURES = [
    "dti", "burden", "term_years", "bureau", "bureau_missing", "late", "device_risk", "emp_temporary",
    "emp_self_employed", "emp_retired", "emp_student", "emp_unemployed", "partner",
]
THRESHOLD = 0.2
SCORE_WITHOUT_HIT = 640


def features(application: dict[str, str]) -> list[float]:
    """The numbers that the model sees of an application (a row of the CSV by column name), in the order of FEATURES."""
    income = float(application["income_month_eur"])
    term = float(application["term_months"])
    missing = application["bureau_score"] == ""
    score = SCORE_WITHOUT_HIT if missing else float(application["bureau_score"])
    employment = application["employment"]
    return [
        float(application["debt_month_eur"]) / income,
        float(application["amount_eur"]) / (income * term),
        term / 12,
        (score - 650) / 100,
        float(missing),
        float(application["late_payments_12m"]),
        float(application["device_risk"]),
        *(float(employment == kind) for kind in ("temporary", "self_employed", "retired", "student", "unemployed")),
        float(application["channel"] == "partner"),
    ]


def sigmoid(score: float) -> float:
    return 1 / (1 + math.exp(-score))


def fit(rows: list[list[float]], labels: list[int], l2: float = 1.0, max_iter: int = 8) -> list[float]:
    """Newton's method with an L2 penalty on all but the intercept. Returns the intercept and the coefficients."""
    width = len(rows[0]) + 1
    columns = range(width)
    data = [([1.0, *row], label) for row, label in zip(rows, labels)]
    weights = [0.0] * width
    for _ in range(max_iter):
        gradient = [0.0 if i == 0 else -l2 * weights[i] for i in columns]
        hessian = [[l2 if i == j and i else 0.0 for j in columns] for i in columns]
        for x, label in data:
            p = sigmoid(sum(value * weight for value, weight in zip(x, weights)))
            miss, spread = label - p, p * (1 - p)
            for i in columns:
                if x[i]:
                    gradient[i] += miss * x[i]
                    scaled, line = spread * x[i], hessian[i]
                    for j in range(i, width):
                        line[j] += scaled * x[j]
        for i in columns:
            for j in range(i):
                hessian[i][j] = hessian[j][i]
        step = solve(hessian, gradient)
        weights = [weight + change for weight, change in zip(weights, step)]
        if max(map(abs, step)) < 1e-9:
            break
    return weights


def solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Gaussian elimination with partial pivoting."""
    lines = [[*line, value] for line, value in zip(matrix, vector)]
    size = len(lines)
    for column in range(size):
        pivot = max(range(column, size), key=lambda i: abs(lines[i][column]))
        lines[column], lines[pivot] = lines[pivot], lines[column]
        for i in range(column + 1, size):
            factor = lines[i][column] / lines[column][column]
            for j in range(column, size + 1):
                lines[i][j] -= factor * lines[column][j]
    solution = [0.0] * size
    for i in reversed(range(size)):
        known = sum(lines[i][j] * solution[j] for j in range(i + 1, size))
        solution[i] = (lines[i][size] - known) / lines[i][i]
    return solution


def model_document(weights: list[float], threshold: float = THRESHOLD) -> dict:
    """What model.json holds."""
    intercept, *coef = weights
    return {"format": "harborlight-logit/1", "features": FEATURES, "intercept": intercept, "coef": coef,
            "threshold": threshold}


def load_model(path: str) -> dict:
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def probability(model: dict, row: list[float]) -> float:
    """The probability of default, 0 to 1."""
    return sigmoid(model["intercept"] + sum(c * value for c, value in zip(model["coef"], row)))


def auc(scores: list[float], labels: list[int]) -> float:
    """The area under the ROC curve by ranks; ties get their middle rank."""
    order = sorted(range(len(scores)), key=lambda i: scores[i])
    rank_sum, start = 0.0, 0
    while start < len(order):
        end = start + 1
        while end < len(order) and scores[order[end]] == scores[order[start]]:
            end += 1
        rank_sum += sum(labels[i] for i in order[start:end]) * (start + 1 + end) / 2
        start = end
    positives = sum(labels)
    negatives = len(labels) - positives
    return (rank_sum - positives * (positives + 1) / 2) / (positives * negatives)


def brier(probabilities: list[float], labels: list[int]) -> float:
    """The mean squared error of the probabilities."""
    return sum((p - label) ** 2 for p, label in zip(probabilities, labels)) / len(labels)
