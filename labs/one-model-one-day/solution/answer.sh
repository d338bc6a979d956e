set -e
# The contract, column by column as docs/agreement.md has it.
python3 - <<'PY'
import re
import yaml

notes = open("docs/agreement.md", encoding="utf-8").read()
owner, channel = re.search(r"Owner: (\S+)\. Questions go to (\S+)\.", notes).groups()
rows = [[cell.strip() for cell in line.strip("|\n ").split("|")] for line in notes.splitlines() if line.startswith("| ")][2:]
properties = []
for name, kind, rule, least in rows:
    column = {"name": name, "logicalType": kind, "classification": least, "required": "may be empty" not in rule}
    if found := re.match(r"matches (.+)", rule):
        column["logicalTypeOptions"] = {"pattern": f"^{found[1]}$"}
    elif found := re.match(r"one of (.+)", rule):
        values = [int(value) if kind == "integer" else value for value in found[1].split(", ")]
        column["quality"] = [{"metric": "invalidValues", "arguments": {"validValues": values}, "mustBe": 0, "severity": "error"}]
    elif found := re.match(r"from (\d+) to (\d+)", rule):
        column["logicalTypeOptions"] = {"minimum": int(found[1]), "maximum": int(found[2])}
    elif found := re.match(r"(\d+) or more", rule):
        column["logicalTypeOptions"] = {"minimum": int(found[1])}
    if not column["required"]:
        column["quality"] = [{"metric": "nullValues", "mustBeLessThan": 15, "unit": "percent", "severity": "warning"}]
    properties.append(column)
properties[0].update(primaryKey=True, primaryKeyPosition=1, unique=True)
names = [column["name"] for column in properties]
owed, earned = re.search(r"`(\w+)` is never above `(\w+)`", notes).groups()
contract = {
    "apiVersion": "v3.1.0", "kind": "DataContract", "id": "2d9b6a44-90a1-4c0f-8a52-6f3f0f0c7a11", "name": "Cases",
    "version": "1.0.0", "status": "active",
    "team": {"name": "owners", "members": [{"username": owner, "role": "owner"}]},
    "support": [{"channel": channel, "tool": "slack"}],
    "schema": [{
        "name": "cases", "physicalName": "cases.csv", "properties": properties,
        "quality": [
            {"metric": "rowCount", "mustBeGreaterThan": 100, "severity": "error"},
            {"metric": "duplicateValues", "arguments": {"properties": [names[2], names[1]]}, "mustBe": 0, "severity": "error"},
            {"type": "sql", "query": f"SELECT COUNT(*) FROM cases WHERE {owed} > {earned}", "mustBe": 0, "severity": "error"},
        ],
        "customProperties": [{"property": "additionalColumns", "value": "reject"}],
    }],
    "slaProperties": [{"property": "latency", "value": 8, "unit": "d", "element": f"cases.{names[1]}"}],
}
with open("contracts/cases.odcs.yaml", "w", encoding="utf-8") as file:
    yaml.safe_dump(contract, file, sort_keys=False, allow_unicode=True)
PY

# The first version, pinned before anything is added.
dvc init -q
dvc remote add -d lake lake/dvc
dvc config core.autostage true
dvc add data/cases.csv
dvc repro
dvc push
git add .dvc contracts dvc.yaml metrics.json tools service
git commit -q -m 'Sign the contract, pin the table, lock the pipeline'
git tag data-v1

# What the contract lets in is added, and nothing else.
for drop in inbox/*.csv; do
  if python3 tools/enforce.py --contract contracts/cases.odcs.yaml --data "$drop" --as-of 2026-04-07T00:00:00Z --report report.json; then
    tail -n +2 "$drop" >> data/cases.csv
  fi
done
rm report.json
dvc add data/cases.csv
dvc repro
dvc push
git add metrics.json
git commit -q -m 'Add the drop that keeps to the contract'
git tag data-v2

# The candidates by the policy, the best of them first.
model=$(sed -n 's/^model: //p' policy/promotion.yaml)
best=$(python3 - <<'PY'
import json, pathlib, yaml
policy = yaml.safe_load(open("policy/promotion.yaml"))["eligible"]
inputs = set(json.load(open("contracts/features.json"))["features"])
known = set(json.load(open("contracts/data-versions.json")).values())
ranked = []
for run in sorted(pathlib.Path("mlruns/0").iterdir()):
    if not run.is_dir():
        continue
    metric = {path.name: float(path.read_text().split()[1]) for path in (run / "metrics").iterdir()}
    signature = yaml.safe_load((run / "artifacts/model/MLmodel").read_text())["signature"]
    if all(metric[name] >= rule["at_least"] if "at_least" in rule else metric[name] <= rule["at_most"]
           for name, rule in policy.items() if isinstance(rule, dict)) \
            and {one["name"] for one in json.loads(signature["inputs"])} == inputs \
            and (run / "tags/data_md5").read_text() in known:
        ranked.append((-metric["auc"], metric["brier"], run.name))
print(min(ranked)[2])
PY
)
mlreg register "runs:/$best/model" --name "$model"
mlreg tag "$model" 1 git_commit "$(cat "mlruns/0/$best/tags/mlflow.source.git.commit")"
mlreg tag "$model" 1 data_md5 "$(cat "mlruns/0/$best/tags/data_md5")"
mlreg tag "$model" 1 validation_status passed
mlreg alias set "$model" champion 1

# Served is what is registered.
mkdir -p "models/$model/1"
cp "mlruns/0/$best/artifacts/model/model.json" "models/$model/1/model.json"
echo '{"champion": "1"}' > "models/$model/aliases.json"
git add -A
git commit -q -m 'Register the champion, and serve it'
