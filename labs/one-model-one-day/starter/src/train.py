"""Fit the model on the training table.

Reads build/train.csv, data/outcomes.csv, src/columns.json (through cases.py) and params.yaml (train.l2, train.max_iter);
writes build/model.json.
"""

import json

import yaml

import cases
import loan_default

# Math libraries differ in the last digits. Nine places are the same on every machine, and so are the bytes.
PLACES = 9


def main() -> None:
    with open("params.yaml", encoding="utf-8") as file:
        params = yaml.safe_load(file)["train"]
    outcomes = cases.outcomes("data/outcomes.csv")
    known = [row for row in map(cases.as_application, cases.read("build/train.csv")) if row["application_id"] in outcomes]
    labels = [outcomes[row["application_id"]] for row in known]
    weights = loan_default.fit(list(map(loan_default.features, known)), labels, l2=params["l2"], max_iter=params["max_iter"])
    document = loan_default.model_document([round(weight, PLACES) for weight in weights])
    document["features"] = cases.FEATURES
    with open("build/model.json", "w", encoding="utf-8") as file:
        json.dump(document, file, indent=2)
        file.write("\n")
    print(f"build/model.json: trained on {len(known)} cases")


if __name__ == "__main__":
    main()
