"""The thirteen features of loan-default, and the probability that a model gives for them."""

import math

FEATURES = [
    "dti", "burden", "term_years", "bureau", "bureau_missing", "late", "device_risk", "emp_temporary",
    "emp_self_employed", "emp_retired", "emp_student", "emp_unemployed", "partner",
]


def probability(model: dict, features: list[float]) -> float:
    """The probability of default, 0 to 1, of one application. `features` stand in the order of FEATURES."""
    score = model["intercept"] + sum(c * x for c, x in zip(model["coef"], features))
    if score >= 0:
        return 1 / (1 + math.exp(-score))
    return math.exp(score) / (1 + math.exp(score))
