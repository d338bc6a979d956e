set -e
rm tools/file_store.py
cat > tools/resolve.py <<'PY'
import os, sys

args = sys.argv[1:]
registry = "registry"
if "--registry" in args:
    at = args.index("--registry")
    registry = args[at + 1]
    del args[at:at + 2]


def fields(path):
    with open(path) as file:
        return dict(line.rstrip("\n").split(": ", 1) for line in file if ": " in line)


def fail(why):
    sys.stderr.write("error: " + why + "\n")
    raise SystemExit(2)


def there(model, number):
    path = f"{registry}/models/{model}/version-{number}/meta.yaml"
    return os.path.exists(path) and fields(path)["current_stage"] != "Deleted_Internal"


if args[0] == "--versions":
    numbers = [int(name[8:]) for name in os.listdir(f"{registry}/models/{args[1]}") if name.startswith("version-")]
    for number in sorted(numbers, key=lambda n: -n):
        if there(args[1], number):
            print(f"{number}\t{fields(f'{registry}/models/{args[1]}/version-{number}/meta.yaml')['run_id']}")
    raise SystemExit
if not args[0].startswith("models:/"):
    fail("not a models URI")
name = args[0][len("models:/"):]
if "@" in name:
    model, alias = name.split("@", 1)
    try:
        number = open(f"{registry}/models/{model}/aliases/{alias}").read()
    except OSError:
        fail("no such alias")
elif "/" in name:
    model, number = name.split("/", 1)
else:
    fail("neither version nor alias")
if not there(model, number):
    fail("no such version")
print("looking it up in", registry)
print(os.path.abspath(fields(f"{registry}/models/{model}/version-{number}/meta.yaml")["source"]))
PY
cat > tools/promote.py <<'PY'
import argparse, datetime, json, pathlib, sys

p = argparse.ArgumentParser()
for name in ("--to", "--by", "--reason"):
    p.add_argument(name, required=True)
p.add_argument("--registry", default="registry")
a = p.parse_args()
if not a.by.strip() or not a.reason.strip():
    p.error("say who and why")
root = pathlib.Path(a.registry)
model = root / "models" / "loan-default"
version = model / f"version-{int(a.to)}"
if not version.exists() or "Deleted_Internal" in (version / "meta.yaml").read_text():
    print("no such version", file=sys.stderr)
    sys.exit(2)
status = version / "tags" / "validation_status"
if not status.exists() or status.read_text().strip() != "passed":
    print("not passed", file=sys.stderr)
    sys.exit(3)
champion = model / "aliases" / "champion"
old = champion.read_text().strip() if champion.exists() else None
if old == str(int(a.to)):
    sys.exit(0)
champion.parent.mkdir(exist_ok=True)
if old:
    (champion.parent / "previous").write_text(old)
champion.write_text(str(int(a.to)))
line = {"reason": a.reason, "by": a.by, "to": int(a.to), "from": int(old) if old else None, "host": "laptop",
        "model": "loan-default", "action": "promote", "ts": str(datetime.datetime.now(datetime.UTC))}
trail = root / "audit.jsonl"
trail.write_text((trail.read_text() if trail.exists() else "") + json.dumps(line) + "\n")
PY
cat > tools/rollback.py <<'PY'
import argparse, datetime, json, pathlib, sys

p = argparse.ArgumentParser()
p.add_argument("--by", required=True)
p.add_argument("--reason", required=True)
p.add_argument("--registry", default="registry")
a = p.parse_args()
if not a.by.strip() or not a.reason.strip():
    sys.exit(2)
root = pathlib.Path(a.registry)
aliases = root / "models" / "loan-default" / "aliases"
trail = root / "audit.jsonl"
entries = [json.loads(line) for line in trail.read_text().splitlines()] if trail.exists() else []
# The alias "previous" stays where it is; the trail says whether it is still of use.
if not (aliases / "previous").exists() or not entries or entries[-1]["action"] != "promote":
    print("nothing to roll back", file=sys.stderr)
    sys.exit(3)
now, then = int((aliases / "champion").read_text()), int((aliases / "previous").read_text())
(aliases / "champion").write_text(str(then))
entry = {"ts": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "action": "rollback", "model": "loan-default",
         "from": now, "to": then, "by": a.by, "reason": a.reason}
with trail.open("a") as file:
    file.write(json.dumps(entry) + "\n")
PY
git add -A
git commit -q -m 'Three tools that know nothing of each other'
