"""Split the cases into a training and a held-out table, by whom they belong to, so that nobody stands in both.

Reads data/cases.csv, src/columns.json (through cases.py) and params.yaml (prepare.holdout_pct);
writes build/train.csv and build/holdout.csv.
"""

import csv
import hashlib
import os

import yaml

import cases


def is_held_out(party: str, percent: int) -> bool:
    return int(hashlib.md5(party.encode()).hexdigest(), 16) % 100 < percent


def main() -> None:
    with open("params.yaml", encoding="utf-8") as file:
        percent = yaml.safe_load(file)["prepare"]["holdout_pct"]
    rows = cases.read("data/cases.csv")
    held_out = [is_held_out(cases.as_application(row)["customer_id"], percent) for row in rows]
    os.makedirs("build", exist_ok=True)
    for path, wanted in [("build/train.csv", False), ("build/holdout.csv", True)]:
        part = [row for row, out in zip(rows, held_out) if out == wanted]
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(part)
        print(f"{path}: {len(part)} cases")


if __name__ == "__main__":
    main()
