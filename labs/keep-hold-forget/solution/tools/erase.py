"""Takes out what there is about one customer.

Usage: python3 tools/erase.py --customer ID --as-of TIME [--root FOLDER]     (HL_PSEUDO_KEY and HL_PSEUDO_KID in the environment)

FOLDER holds lake/, logs/, lineage/ and governance/; the current one unless told.
See docs/rules.md, "Erasure".
"""

import argparse
import json
import sys
from pathlib import Path

import lake
import lineage
import pseudonym
from rows import LOG_FLOOR, Rows, applications_on_hold, moment

NAMED_IN_LOGS = ("customer_id", "email")


class Subject:
    """A customer, by every key under which her rows may stand."""

    def __init__(self, customer_id, token, bronze):
        self.applications = {
            values["application_id"]: values["applied_at"]
            for _, values in bronze.rows
            if values.get("customer_id") == customer_id
        }
        self.keys = {
            "customer_id": {customer_id},
            "subject_token": {token},
            "application_id": set(self.applications),
        }

    def owns(self, values):
        """Whether a row is hers. Values are compared whole: C-0102 is not C-01028."""
        return any(values.get(column) in keys for column, keys in self.keys.items())


def without_subject(rows, subject, as_of):
    """What is left of a file, as texts, and how many rows went or were changed."""
    left, touched = [], 0
    for text, values in rows.rows:
        if not subject.owns(values):
            left.append(text)
        elif rows.is_log and moment(values["ts"]) >= as_of - LOG_FLOOR:
            kept = {name: value for name, value in values.items() if name not in NAMED_IN_LOGS}
            left.append(text if kept == values else rows.text_of(kept))
            touched += kept != values
        else:
            touched += 1
    return left, touched


def models_trained_on(root, applications):
    """Versions whose data held one of the applications, by the digest of that data."""
    known = json.loads((root / "governance/model_data.json").read_text(encoding="utf-8"))
    times = [moment(applied_at) for applied_at in applications.values()]
    held = {
        digest
        for digest, data in known["data"].items()
        if any(moment(data["applied_from"]) <= time < moment(data["applied_before"]) for time in times)
    }
    return [version for version, digest in known["versions"].items() if digest in held]


def note(root, entry):
    """Appends a line to the ledger."""
    path = root / "governance/erasure_ledger.jsonl"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    with open(path, "a", encoding="utf-8") as file:
        file.write(("" if text == "" or text.endswith("\n") else "\n") + json.dumps(entry) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--customer", required=True)
    parser.add_argument("--as-of", required=True)
    parser.add_argument("--root", type=Path, default=Path())
    arguments = parser.parse_args()
    pseudonyms = pseudonym.from_environment()
    root, customer = arguments.root, arguments.customer
    entry = {
        "ts": arguments.as_of,
        "subject": pseudonyms.of("ledger", customer),
        "action": "refused",
        "datasets": {},
        "models_affected": [],
    }
    try:
        as_of = moment(arguments.as_of)
        log = lineage.Log(root)
        found = {
            dataset: Rows(path)
            for dataset in lineage.downstream(log.events(), lake.BRONZE)
            if (path := lake.file_of(root, *dataset))
        }
        subject = Subject(customer, pseudonyms.of("customer_id", customer), found[lake.BRONZE])
        if applications_on_hold(root) & set(subject.applications):
            note(root, entry)
            print("refused: one of the applications is on hold")
            sys.exit(3)
        models = models_trained_on(root, subject.applications)
        left = {dataset: without_subject(rows, subject, as_of) for dataset, rows in found.items()}
    except (OSError, KeyError, TypeError, ValueError) as error:
        print(f"nothing was changed: {error!r}", file=sys.stderr)
        sys.exit(2)
    with lineage.Run(log, "erase", list(found)) as run:
        run.outputs = [dataset for dataset, (_, touched) in left.items() if touched]
        for dataset, (texts, _) in left.items():
            found[dataset].keep(texts)
    datasets = {found[dataset].path.relative_to(root).as_posix(): touched for dataset, (_, touched) in left.items()}
    note(root, entry | {"action": "erased", "datasets": datasets, "models_affected": models})
    print(json.dumps(datasets))


if __name__ == "__main__":
    main()
