"""Fit the model on the training table.

Reads build/train.csv, data/outcomes.csv and params.yaml (train.l2, train.max_iter); writes build/model.json.
"""

import csv
import json

import yaml

import loan_default

# Math libraries differ in the last digits. Nine places are the same on every machine, and so are the bytes.
PLACES = 9


def main() -> None:
    with open("params.yaml", encoding="utf-8") as file:
        params = yaml.safe_load(file)["train"]
    with open("data/outcomes.csv", encoding="utf-8", newline="") as file:
        defaulted = {row["application_id"]: int(row["defaulted_90d"]) for row in csv.DictReader(file)}
    with open("build/train.csv", encoding="utf-8", newline="") as file:
        applications = [row for row in csv.DictReader(file) if row["application_id"] in defaulted]
    rows = [loan_default.features(application) for application in applications]
    labels = [defaulted[application["application_id"]] for application in applications]
    weights = loan_default.fit(rows, labels, l2=params["l2"], max_iter=params["max_iter"])
    document = loan_default.model_document([round(weight, PLACES) for weight in weights])
    with open("build/model.json", "w", encoding="utf-8") as file:
        json.dump(document, file, indent=2)
        file.write("\n")
    print(f"build/model.json: trained on {len(rows)} applications")


if __name__ == "__main__":
    main()
