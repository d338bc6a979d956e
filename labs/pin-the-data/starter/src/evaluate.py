"""Measure the model on applications of customers that it has never seen.

Reads build/holdout.csv, build/model.json and data/outcomes.csv; writes metrics.json.
"""

import csv
import json

import loan_default


def main() -> None:
    model = loan_default.load_model("build/model.json")
    with open("data/outcomes.csv", encoding="utf-8", newline="") as file:
        defaulted = {row["application_id"]: int(row["defaulted_90d"]) for row in csv.DictReader(file)}
    with open("build/holdout.csv", encoding="utf-8", newline="") as file:
        applications = [row for row in csv.DictReader(file) if row["application_id"] in defaulted]
    probabilities = [loan_default.probability(model, loan_default.features(row)) for row in applications]
    labels = [defaulted[row["application_id"]] for row in applications]
    metrics = {
        "auc": round(loan_default.auc(probabilities, labels), 6),
        "brier": round(loan_default.brier(probabilities, labels), 6),
        "applications": len(labels),
    }
    with open("metrics.json", "w", encoding="utf-8") as file:
        json.dump(metrics, file, indent=2)
        file.write("\n")
    print(f"metrics.json: AUC {metrics['auc']:.4f} on {metrics['applications']} applications")


if __name__ == "__main__":
    main()
