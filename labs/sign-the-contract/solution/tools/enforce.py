"""Hold a CSV file to its data contract.

Usage: python3 tools/enforce.py --contract CONTRACT --data DATA --as-of TIME --report REPORT

Exit code: 0 when the file passes (perhaps with a warning), 1 when it fails, 2 when it cannot be read.
"""

import argparse
import csv
import json
import math
import re
import sqlite3
import sys
from datetime import date, datetime, timedelta

import yaml

SQLITE_TYPES = {"integer": "INTEGER", "number": "REAL"}
UNITS = {"h": 1, "hour": 1, "hours": 1, "d": 24, "day": 24, "days": 24, "w": 168, "wk": 168, "week": 168, "weeks": 168}
OPERATORS = {
    "mustBe": lambda seen, want: seen == want,
    "mustNotBe": lambda seen, want: seen != want,
    "mustBeGreaterThan": lambda seen, want: seen > want,
    "mustBeGreaterOrEqualTo": lambda seen, want: seen >= want,
    "mustBeLessThan": lambda seen, want: seen < want,
    "mustBeLessOrEqualTo": lambda seen, want: seen <= want,
    "mustBeBetween": lambda seen, want: want[0] < seen < want[1],
    "mustNotBeBetween": lambda seen, want: not want[0] < seen < want[1],
}


class Unreadable(Exception):
    """A contract or a file that cannot be read; the message says why."""


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def parses(read):
    def test(text):
        try:
            read(text)
        except ValueError:
            return False
        return True

    return test


def finite(text):
    if not math.isfinite(float(text)):
        raise ValueError(text)


def utc(text):
    if not text.endswith("Z"):
        raise ValueError(text)
    moment(text)


TYPES = {
    "integer": lambda text: re.fullmatch(r"-?[0-9]+", text) is not None,
    "number": parses(finite),
    "boolean": lambda text: text in ("true", "false"),
    "timestamp": parses(utc),
    "date": parses(date.fromisoformat),
}


class Table:
    """A CSV file by columns. An empty field is null, which is None here."""

    def __init__(self, path):
        try:
            with open(path, encoding="utf-8", newline="") as file:
                header, *rows = list(csv.reader(file))
        except (OSError, UnicodeDecodeError, csv.Error, ValueError) as error:
            raise Unreadable(f"{path}: {error}") from error
        rows = [row for row in rows if row]
        if any(len(row) != len(header) for row in rows):
            raise Unreadable(f"{path}: a row has another number of fields than the header")
        self.header = header
        self.rows = [[value or None for value in row] for row in rows]

    def column(self, name):
        at = self.header.index(name)
        return [row[at] for row in self.rows]

    def count(self, query, name, properties):
        """The number that a query gives; columns have the types of the contract, so that 900 is less than 1200."""
        types = {one["name"]: SQLITE_TYPES.get(one.get("logicalType"), "TEXT") for one in properties}
        columns = ", ".join(f'"{column}" {types.get(column, "TEXT")}' for column in self.header)
        with sqlite3.connect(":memory:") as database:
            database.execute(f'CREATE TABLE "{name}" ({columns})')
            database.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(self.header))})', self.rows)
            return database.execute(query).fetchone()[0]


class Report:
    def __init__(self):
        self.results = []

    def add(self, kind, column, ok, observed, expected, severity="error"):
        self.results.append({
            "kind": kind, "column": column, "status": "pass" if ok else "fail",
            "severity": severity, "observed": observed, "expected": str(expected),
        })

    def none(self, kind, column, wrong, severity="error"):
        """A rule that no value may break."""
        self.add(kind, column, wrong == 0, wrong, 0, severity)

    @property
    def verdict(self):
        failed = [one["severity"] for one in self.results if one["status"] == "fail"]
        return "fail" if "error" in failed else "warn" if failed else "pass"


def keeps(rule, seen):
    """Whether a measured number keeps the rule, and what the rule wants, in words."""
    for operator, test in OPERATORS.items():
        if operator in rule:
            return test(seen, rule[operator]), f"{operator} {rule[operator]}"
    return True, "nothing"


def check_column(report, prop, values):
    name, options = prop["name"], prop.get("logicalTypeOptions", {})
    given = [value for value in values if value is not None]
    if prop.get("required"):
        report.none("required", name, len(values) - len(given))
    if prop.get("unique") or prop.get("primaryKey"):
        report.none("unique", name, len(given) - len(set(given)))
    fits = TYPES.get(prop.get("logicalType"), lambda text: True)
    typed = [value for value in given if fits(value)]
    if "logicalType" in prop:
        report.none("type", name, len(given) - len(typed))
    if "pattern" in options:
        report.none("pattern", name, sum(not re.fullmatch(options["pattern"], value) for value in given))
    if any(key.lower().endswith(("minimum", "maximum")) for key in options):
        read = float if prop["logicalType"] in ("integer", "number") else str
        report.none("range", name, sum(not within(read(value), options, read) for value in typed))
    for rule in prop.get("quality", []):
        check_quality(report, rule, name, values)


def within(value, options, read):
    return (
        ("minimum" not in options or value >= read(options["minimum"]))
        and ("maximum" not in options or value <= read(options["maximum"]))
        and ("exclusiveMinimum" not in options or value > read(options["exclusiveMinimum"]))
        and ("exclusiveMaximum" not in options or value < read(options["exclusiveMaximum"]))
    )


def check_quality(report, rule, name, values):
    metric, arguments = rule.get("metric"), rule.get("arguments", {})
    given = [value for value in values if value is not None]
    kind = metric
    if metric == "nullValues":
        seen = len(values) - len(given)
    elif metric == "missingValues":
        missing = [None if value in ("", None) else str(value) for value in arguments.get("missingValues", [None])]
        seen = sum(value in missing for value in values)
    elif metric == "duplicateValues":
        seen = len(given) - len(set(given))
    elif metric == "invalidValues":
        kind = "enum" if "validValues" in arguments else "pattern"
        valid = [str(value) for value in arguments.get("validValues", given)]
        pattern = arguments.get("pattern", ".*")
        seen = sum(value not in valid or not re.fullmatch(pattern, value, re.S) for value in given)
    else:
        return
    if rule.get("unit") == "percent":
        seen = 100 * seen / len(values) if values else 0
    ok, expected = keeps(rule, seen)
    report.add(kind, name, ok, seen, expected, rule.get("severity", "error"))


def check_table(report, rule, table, schema):
    if rule.get("metric") == "rowCount":
        kind, seen = "rowCount", len(table.rows)
    elif rule.get("metric") == "duplicateValues":
        columns = rule["arguments"]["properties"]
        if not set(columns) <= set(table.header):
            return
        keys = list(zip(*(table.column(column) for column in columns)))
        kind, seen = "duplicateValues", len(keys) - len(set(keys))
    elif rule.get("type") == "sql":
        try:
            kind, seen = "sql", table.count(rule["query"], schema["name"], schema["properties"])
        except sqlite3.OperationalError:
            return
    else:
        return
    ok, expected = keeps(rule, seen)
    report.add(kind, None, ok, seen, expected, rule.get("severity", "error"))


def check_latency(report, level, table, as_of):
    column = level.get("element", "").split(".")[-1]
    if column not in table.header:
        return
    times = [moment(value) for value in table.column(column) if value and TYPES["timestamp"](value)]
    if not times:
        return
    age, limit = as_of - max(times), timedelta(hours=float(level["value"]) * UNITS[level.get("unit", "d")])
    report.add("latency", column, age <= limit, str(age), f"at most {limit}")


def enforce(contract, table, as_of):
    report = Report()
    for schema in contract.get("schema", [])[:1]:
        known = [prop["name"] for prop in schema["properties"]]
        for name in known:
            report.add("missing_column", name, name in table.header, name in table.header, True)
        custom = {one["property"]: one["value"] for one in schema.get("customProperties", [])}
        if custom.get("additionalColumns") == "reject":
            for name in table.header:
                if name not in known:
                    report.add("unexpected_column", name, False, name, "no such column")
        for prop in schema["properties"]:
            if prop["name"] in table.header:
                check_column(report, prop, table.column(prop["name"]))
        for rule in schema.get("quality", []):
            check_table(report, rule, table, schema)
    for level in contract.get("slaProperties", []):
        if level["property"] == "latency":
            check_latency(report, level, table, as_of)
    return report


def read_contract(path):
    try:
        with open(path, encoding="utf-8") as file:
            contract = yaml.safe_load(file)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Unreadable(f"{path}: {error}") from error
    if not isinstance(contract, dict):
        raise Unreadable(f"{path}: no contract in it")
    return contract


def main():
    parser = argparse.ArgumentParser(description="Hold a CSV file to its data contract.")
    for option in ("--contract", "--data", "--as-of", "--report"):
        parser.add_argument(option, required=True)
    given = parser.parse_args()
    identity = {}
    try:
        contract = read_contract(given.contract)
        identity = {"id": contract.get("id"), "version": contract.get("version")}
        table = Table(given.data)
        report = enforce(contract, table, moment(given.as_of))
        written = {"contract": identity, "rows": len(table.rows), "verdict": report.verdict, "results": report.results}
        code = 1 if report.verdict == "fail" else 0
    except Unreadable as error:
        print(error, file=sys.stderr)
        reason = {"kind": "unreadable", "column": None, "status": "fail", "severity": "error", "observed": str(error),
                  "expected": "a file that can be read"}
        written = {"contract": identity, "rows": 0, "verdict": "fail", "results": [reason]}
        code = 2
    with open(given.report, "w", encoding="utf-8") as file:
        json.dump(written, file, indent=2)
    print(written["verdict"])
    sys.exit(code)


if __name__ == "__main__":
    main()
