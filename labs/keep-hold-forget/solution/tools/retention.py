"""Takes out what is due by its period.

Usage: python3 tools/retention.py --as-of TIME [--root FOLDER] [--dry-run]

TIME is like 2026-08-24T00:00:00Z. FOLDER holds lake/, logs/ and governance/; the current one unless told.
See docs/rules.md, "Periods".
"""

import argparse
import json
import sys
from datetime import timedelta
from pathlib import Path

import yaml

from rows import LOG_FLOOR, Rows, applications_on_hold, moment


def without(values, columns, is_log):
    """The row with these columns emptied; a log has no columns, so there the keys go."""
    if is_log:
        return {name: value for name, value in values.items() if name not in columns}
    return {name: "" if name in columns else value for name, value in values.items()}


def sweep(rows, rule, as_of, held):
    """What is left of the rows under a rule, as texts, and how many were due."""
    period = timedelta(days=rule["days"])
    if rule["dataset"].startswith("logs/"):
        period = max(period, LOG_FLOOR)
    limit = as_of - period
    left, due = [], 0
    for text, values in rows.rows:
        date = values.get(rule["date_field"])
        if not date or values.get("application_id") in held or moment(date) >= limit:
            left.append(text)
            continue
        due += 1
        if rule["action"] == "drop_columns":
            left.append(rows.text_of(without(values, rule["columns"], rows.is_log)))
    return left, due


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--as-of", type=moment, required=True)
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--dry-run", action="store_true")
    arguments = parser.parse_args()
    root = arguments.root
    try:
        rules = yaml.safe_load((root / "governance/retention.yaml").read_text(encoding="utf-8"))
        unknown = [rule["action"] for rule in rules if rule["action"] not in ("delete", "drop_columns")]
        if unknown:
            raise ValueError(f"unknown action {unknown[0]}")
        held = applications_on_hold(root)
        swept = [
            (rule["dataset"], rows, *sweep(rows, rule, arguments.as_of, held))
            for rule in rules
            if (root / rule["dataset"]).is_file()
            for rows in [Rows(root / rule["dataset"])]
        ]
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        print(f"nothing was changed: {error!r}", file=sys.stderr)
        sys.exit(2)
    # Everything has been read and decided before the first file is written.
    if not arguments.dry_run:
        for _, rows, left, _ in swept:
            rows.keep(left)
    print(json.dumps({dataset: due for dataset, _, _, due in swept}))


if __name__ == "__main__":
    main()
