"""Hold a CSV file to its data contract.

Usage: python3 tools/enforce.py --contract CONTRACT --data DATA --as-of TIME --report REPORT

The report: {"rows": 150, "verdict": "fail", "results": [{"kind": "range", "column": "amount", "status": "fail",
"severity": "error"}]}, one result for each rule, column null for a rule of the whole file. Exit code: 0 when the file passes
(perhaps with a warning), 1 when it fails, 2 when it cannot be read.

There: missing_column, required, type, nullValues, rowCount, latency.
Not there yet: unexpected_column (when customProperties has additionalColumns: reject), unique, pattern, range, enum
(invalidValues with validValues), duplicateValues, sql. A rule about a column that is missing is not evaluated.
"""

import argparse
import csv
import json
import math
import re
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
        yield "type", name, all(map(fits, given)), "error"
        for rule in prop.get("quality", []):
            if rule.get("metric") == "nullValues":
                seen = len(values) - len(given)
                if rule.get("unit") == "percent":
                    seen = 100 * seen / len(values) if values else 0
                yield "nullValues", name, keeps(rule, seen), rule.get("severity", "error")
    for rule in table.get("quality", []):
        if rule.get("metric") == "rowCount":
            yield "rowCount", None, keeps(rule, len(rows)), rule.get("severity", "error")
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
