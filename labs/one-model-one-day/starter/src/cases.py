"""Cases by the names that the model's code knows. src/columns.json maps our names to them."""

import csv
import json

with open("src/columns.json", encoding="utf-8") as _file:
    _NAMES = json.load(_file)

FEATURES = _NAMES["features"]


def read(path: str) -> list[dict[str, str]]:
    """The rows of a table of cases, by our names."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_application(case: dict[str, str]) -> dict[str, str]:
    """A case as loan_default.features reads it."""
    row = {theirs: case[ours] for theirs, ours in _NAMES["columns"].items()}
    for column, values in _NAMES["values"].items():
        back = {ours: theirs for theirs, ours in values.items()}
        row[column] = back[row[column]]
    return row


def outcomes(path: str) -> dict[str, int]:
    """0 or 1 by the id of a case."""
    with open(path, encoding="utf-8", newline="") as file:
        return {row[_NAMES["columns"]["application_id"]]: int(row[_NAMES["outcome"]]) for row in csv.DictReader(file)}
