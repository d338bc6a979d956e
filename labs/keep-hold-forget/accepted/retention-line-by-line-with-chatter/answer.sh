set -e
cat > tools/retention.py <<'EOF'
import csv, json, sys, yaml
from datetime import datetime, timedelta, timezone

arguments = sys.argv[1:]
dry = "--dry-run" in arguments
given = dict(zip(arguments, arguments[1:]))
root = given.get("--root", ".")
as_of = datetime.strptime(given["--as-of"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
held = [h["application_id"] for h in json.load(open(f"{root}/governance/holds.json"))["holds"]]


def when(text):
    return datetime.strptime(text if "T" in text else text + "T00:00:00Z", "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)


counts = {}
for rule in yaml.safe_load(open(f"{root}/governance/retention.yaml")):
    path = f"{root}/{rule['dataset']}"
    try:
        lines = open(path, newline="").read().split("\n")
    except FileNotFoundError:
        print("no file, passed over:", path)
        continue
    log = path.endswith(".jsonl")
    days = max(rule["days"], 184) if rule["dataset"].startswith("logs/") else rule["days"]
    names = None if log else next(csv.reader([lines[0]]))
    out, count = [] if log else [lines[0]], 0
    for line in lines if log else lines[1:]:
        if line == "":
            out.append(line)
            continue
        row = json.loads(line) if log else dict(zip(names, next(csv.reader([line]))))
        if when(row[rule["date_field"]]) + timedelta(days=days) >= as_of or row.get("application_id") in held:
            out.append(line)
            continue
        count += 1
        if rule["action"] == "drop_columns":
            out.append(",".join('""' if n in rule["columns"] else '"' + row[n].replace('"', '""') + '"' for n in names))
    counts[rule["dataset"]] = count
    print("looked at", path)
    if not dry:
        open(path, "w", newline="").write("\n".join(out))
print(json.dumps(counts, indent=2))
EOF
