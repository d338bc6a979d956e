"""Split the applications into a training and a held-out table, by customer, so that nobody stands in both.

Reads data/applications.csv and params.yaml (prepare.holdout_pct); writes build/train.csv and build/holdout.csv.
"""

import csv
import hashlib
import os

import yaml


def is_held_out(customer_id: str, percent: int) -> bool:
    return int(hashlib.md5(customer_id.encode()).hexdigest(), 16) % 100 < percent


def main() -> None:
    with open("params.yaml", encoding="utf-8") as file:
        percent = yaml.safe_load(file)["prepare"]["holdout_pct"]
    with open("data/applications.csv", encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = reader.fieldnames, list(reader)
    held_out = [row for row in rows if is_held_out(row["customer_id"], percent)]
    kept = [row for row in rows if not is_held_out(row["customer_id"], percent)]
    os.makedirs("build", exist_ok=True)
    for path, part in [("build/train.csv", kept), ("build/holdout.csv", held_out)]:
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(part)
        print(f"{path}: {len(part)} applications")


if __name__ == "__main__":
    main()
