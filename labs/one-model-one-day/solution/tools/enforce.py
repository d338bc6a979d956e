"""Hold a CSV file to its data contract.

Usage: python3 tools/enforce.py --contract CONTRACT --data DATA --as-of TIME --report REPORT

The report: {"rows": 150, "verdict": "fail", "results": [{"kind": "range", "column": "amount", "status": "fail",
"severity": "error"}]}, one result for each rule, column null for a rule of the whole file. Exit code: 0 when the file passes
(perhaps with a warning), 1 when it fails, 2 when it cannot be read.

A rule about a column that is missing is not evaluated.
"""

import argparse
import csv
import json
import math
import re
import sqlite3
import sys
from datetime import datetime, timedelta

import yaml


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def is_number(text):
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def is_moment(text):
    try:
        return text.endswith("Z") and bool(moment(text))
    except ValueError:
        return False


TYPES = {"integer": lambda text: re.fullmatch(r"-?[0-9]+", text) is not None, "number": is_number, "timestamp": is_moment}


def keeps(rule, seen):
    """Whether what was counted keeps the operator of the rule."""
    tests = {
        "mustBe": lambda want: seen == want,
        "mustBeGreaterThan": lambda want: seen > want,
        "mustBeLessThan": lambda want: seen < want,
        "mustBeLessOrEqualTo": lambda want: seen <= want,
    }
    return all(test(rule[name]) for name, test in tests.items() if name in rule)


def count(query, table, header, rows):
    """The number that a query gives. Columns have the types of the contract, so that 900 is less than 1200."""
    types = {prop["name"]: {"integer": "INTEGER", "number": "REAL"}.get(prop.get("logicalType"), "TEXT") for prop in table["properties"]}
    columns = ", ".join(f'"{name}" {types.get(name, "TEXT")}' for name in header)
    with sqlite3.connect(":memory:") as database:
        database.execute(f'CREATE TABLE "{table["name"]}" ({columns})')
        marks = ", ".join("?" * len(header))
        database.executemany(f'INSERT INTO "{table["name"]}" VALUES ({marks})', [[value or None for value in row] for row in rows])
        return database.execute(query).fetchone()[0]


def enforce(contract, header, rows, as_of):
    """Yields (kind, column, holds, severity) for each rule that the contract implies."""
    table = contract["schema"][0]
    for prop in table["properties"]:
        name = prop["name"]
        yield "missing_column", name, name in header, "error"
        if name not in header:
            continue
        values = [row[header.index(name)] for row in rows]
        given = [value for value in values if value != ""]
        if prop.get("required"):
            yield "required", name, len(given) == len(values), "error"
        fits = TYPES.get(prop.get("logicalType"), lambda text: True)
        typed = [value for value in given if fits(value)]
        yield "type", name, len(typed) == len(given), "error"
        if prop.get("unique") or prop.get("primaryKey"):
            yield "unique", name, len(set(given)) == len(given), "error"
        options = prop.get("logicalTypeOptions", {})
        if "pattern" in options:
            yield "pattern", name, all(re.fullmatch(options["pattern"], value) for value in given), "error"
        if "minimum" in options or "maximum" in options:
            least, most = options.get("minimum", -math.inf), options.get("maximum", math.inf)
            yield "range", name, all(least <= float(value) <= most for value in typed), "error"
        for rule in prop.get("quality", []):
            if rule.get("metric") == "nullValues":
                seen = len(values) - len(given)
                if rule.get("unit") == "percent":
                    seen = 100 * seen / len(values) if values else 0
                yield "nullValues", name, keeps(rule, seen), rule.get("severity", "error")
            if "validValues" in rule.get("arguments", {}):
                valid = {str(value) for value in rule["arguments"]["validValues"]}
                yield "enum", name, keeps(rule, sum(value not in valid for value in given)), rule.get("severity", "error")
    custom = {one["property"]: one["value"] for one in table.get("customProperties", [])}
    if custom.get("additionalColumns") == "reject":
        known = {prop["name"] for prop in table["properties"]}
        for name in header:
            if name not in known:
                yield "unexpected_column", name, False, "error"
    for rule in table.get("quality", []):
        severity = rule.get("severity", "error")
        if rule.get("metric") == "rowCount":
            yield "rowCount", None, keeps(rule, len(rows)), severity
        elif rule.get("metric") == "duplicateValues" and set(rule["arguments"]["properties"]) <= set(header):
            places = [header.index(name) for name in rule["arguments"]["properties"]]
            keys = [tuple(row[at] for at in places) for row in rows]
            yield "duplicateValues", None, keeps(rule, len(keys) - len(set(keys))), severity
        elif rule.get("type") == "sql":
            try:
                seen = count(rule["query"], table, header, rows)
            except sqlite3.OperationalError:
                continue
            yield "sql", None, keeps(rule, seen), severity
    for level in contract.get("slaProperties", []):
        column = level.get("element", "").split(".")[-1]
        if level["property"] == "latency" and column in header:
            times = [moment(row[header.index(column)]) for row in rows if is_moment(row[header.index(column)])]
            if times:
                yield "latency", column, as_of - max(times) <= timedelta(days=float(level["value"])), "error"


def main():
    parser = argparse.ArgumentParser(description="Hold a CSV file to its data contract.")
    for option in ("--contract", "--data", "--as-of", "--report"):
        parser.add_argument(option, required=True)
    given = parser.parse_args()
    try:
        with open(given.contract, encoding="utf-8") as file:
            contract = yaml.safe_load(file)
        with open(given.data, encoding="utf-8", newline="") as file:
            header, *rows = [row for row in csv.reader(file) if row]
    except (OSError, ValueError, csv.Error) as error:
        print(error, file=sys.stderr)
        results = [("unreadable", None, False, "error")]
        rows, code = [], 2
    else:
        results = list(enforce(contract, header, rows, moment(given.as_of)))
        code = None
    failed = {severity for _, _, holds, severity in results if not holds}
    verdict = "fail" if "error" in failed else "warn" if failed else "pass"
    report = {
        "rows": len(rows),
        "verdict": verdict,
        "results": [
            {"kind": kind, "column": column, "status": "pass" if holds else "fail", "severity": severity}
            for kind, column, holds, severity in results
        ],
    }
    with open(given.report, "w", encoding="utf-8") as file:
        json.dump(report, file, indent=2)
    print(verdict)
    sys.exit(code if code is not None else 1 if verdict == "fail" else 0)


if __name__ == "__main__":
    main()
