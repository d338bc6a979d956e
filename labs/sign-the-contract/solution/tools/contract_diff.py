"""Say what kind of change lies between two versions of a contract.

Usage: python3 tools/contract_diff.py OLD NEW

Prints {"bump": "major" | "minor" | "patch" | "none", "changes": [...]}.
Exit code: 0 when the version number of NEW says so too, 1 when it was raised too little, 2 when a file cannot be read.
"""

import json
import sys

import yaml

LEVELS = ["none", "patch", "minor", "major"]
CLASSES = ["public", "internal", "confidential", "restricted"]
LEAST, MOST = float("-inf"), float("inf")


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return yaml.safe_load(file)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        print(f"{path}: {error}", file=sys.stderr)
        sys.exit(2)


def columns(contract):
    return {prop["name"]: prop for schema in contract.get("schema", []) for prop in schema.get("properties", [])}


def bounds(prop):
    options = prop.get("logicalTypeOptions", {})
    return options.get("minimum", LEAST), options.get("maximum", MOST)


def valid_values(prop):
    """The values that a column may have, or None when any may be."""
    for rule in prop.get("quality", []):
        if rule.get("metric") == "invalidValues" and "validValues" in rule.get("arguments", {}):
            return {str(value) for value in rule["arguments"]["validValues"]}
    return None


def other_rules(quality):
    rules = [rule for rule in quality if "validValues" not in rule.get("arguments", {})]
    return {json.dumps(rule, sort_keys=True) for rule in rules}


def column_changes(name, old, new):
    if old.get("logicalType") != new.get("logicalType"):
        yield "major", f"{name}: type {old.get('logicalType')} became {new.get('logicalType')}"
    if new.get("required") and not old.get("required"):
        yield "major", f"{name}: is required now"
    if old.get("required") and not new.get("required"):
        yield "minor", f"{name}: may be empty now"
    before, after = old.get("classification"), new.get("classification")
    if before != after:
        lowered = before in CLASSES and (after not in CLASSES or CLASSES.index(after) < CLASSES.index(before))
        yield ("major" if lowered else "minor"), f"{name}: class {before} became {after}"
    (low, high), (new_low, new_high) = bounds(old), bounds(new)
    if new_low > low or new_high < high:
        yield "major", f"{name}: its range is narrower"
    elif (new_low, new_high) != (low, high):
        yield "minor", f"{name}: its range is wider"
    values, new_values = valid_values(old), valid_values(new)
    if values != new_values:
        narrower = new_values is not None and (values is None or values - new_values)
        yield ("major" if narrower else "minor"), f"{name}: its values changed"
    if other_rules(new.get("quality", [])) - other_rules(old.get("quality", [])):
        yield "minor", f"{name}: has a new quality rule"


def changes(old, new):
    before, after = columns(old), columns(new)
    for name in before.keys() - after.keys():
        yield "major", f"{name}: is gone"
    for name in after.keys() - before.keys():
        yield ("major" if after[name].get("required") else "minor"), f"{name}: is new"
    for name in before.keys() & after.keys():
        yield from column_changes(name, before[name], after[name])
    for name in ("schema",):
        rules = [other_rules([rule for one in part.get(name, []) for rule in one.get("quality", [])]) for part in (old, new)]
        if rules[1] - rules[0]:
            yield "minor", "the table has a new quality rule"
    if {**old, "version": None} != {**new, "version": None}:
        yield "patch", "the contract's text changed"


def raised(old, new):
    """How far the version number was raised."""
    before, after = ([int(part) for part in str(one["version"]).split(".")] for one in (old, new))
    for level, a, b in zip(("major", "minor", "patch"), before, after):
        if b != a:
            return level if b > a else "none"
    return "none"


def main():
    old, new = read(sys.argv[1]), read(sys.argv[2])
    found = list(changes(old, new))
    bump = max((level for level, _ in found), key=LEVELS.index, default="none")
    said = [text for level, text in found if level != "patch" or bump == "patch"]
    print(json.dumps({"bump": bump, "changes": said}))
    sys.exit(1 if LEVELS.index(raised(old, new)) < LEVELS.index(bump) else 0)


if __name__ == "__main__":
    main()
