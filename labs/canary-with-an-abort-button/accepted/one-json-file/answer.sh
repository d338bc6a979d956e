set -e
# The same objects as one List in JSON, keys sorted; kubectl takes either.
python3 - <<'EOF'
import glob, json, os, yaml
items = []
for path in sorted(glob.glob("deploy/*.yaml")):
    if path.endswith("rollback.yaml"):
        continue
    items += [one for one in yaml.safe_load_all(open(path)) if one]
    os.remove(path)
rollback = yaml.safe_load(open("deploy/rollback.yaml"))
os.remove("deploy/rollback.yaml")
with open("deploy/release.json", "w") as file:
    json.dump({"apiVersion": "v1", "kind": "List", "items": items}, file, sort_keys=True, indent=1)
with open("deploy/rollback.json", "w") as file:
    json.dump(rollback, file)
EOF
