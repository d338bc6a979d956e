"""Measure the model on cases of people and places that it has never seen.

Reads build/holdout.csv, build/model.json, data/outcomes.csv and src/columns.json (through cases.py); writes metrics.json.
"""

import json

import cases
import loan_default


def main() -> None:
    model = loan_default.load_model("build/model.json")
    outcomes = cases.outcomes("data/outcomes.csv")
    known = [row for row in map(cases.as_application, cases.read("build/holdout.csv")) if row["application_id"] in outcomes]
    probabilities = [loan_default.probability(model, loan_default.features(row)) for row in known]
    labels = [outcomes[row["application_id"]] for row in known]
    metrics = {
        "auc": round(loan_default.auc(probabilities, labels), 6),
        "brier": round(loan_default.brier(probabilities, labels), 6),
        "applications": len(labels),
    }
    with open("metrics.json", "w", encoding="utf-8") as file:
        json.dump(metrics, file, indent=2)
        file.write("\n")
    print(f"metrics.json: AUC {metrics['auc']:.4f} on {metrics['applications']} cases")


if __name__ == "__main__":
    main()
