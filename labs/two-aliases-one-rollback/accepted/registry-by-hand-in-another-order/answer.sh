set -e
# The registry again, without mlreg: it is files, written by a script, and its versions are in another order.
rm -rf registry
python3 - <<'PY'
import json, pathlib
import yaml
runs = {}
for run in pathlib.Path("mlruns/0").iterdir():
    if run.is_dir():
        runs[(run / "tags/mlflow.runName").read_text()] = run
full = runs["full"] / "artifacts/model/MLmodel"
full.write_text(json.dumps(yaml.safe_load(full.read_text()), indent=1))
model = pathlib.Path("registry/models/loan-default")
(model / "aliases").mkdir(parents=True)
stamps = {"creation_timestamp": 1775725293120, "last_updated_timestamp": 1775725293999}
(model / "meta.yaml").write_text(json.dumps({"name": "loan-default", **stamps}))
for number, name in enumerate(["regularised", "no-bureau", "full", "wide"], 1):
    run = runs[name]
    folder = model / f"version-{number}"
    (folder / "tags").mkdir(parents=True)
    (folder / "meta.yaml").write_text(yaml.safe_dump({
        "version": number, "name": "loan-default", "status": "READY", "current_stage": "None",
        "run_id": run.name, "source": f"./mlruns/0/{run.name}/artifacts/model/", **stamps,
    }, sort_keys=False, default_flow_style=True))
    tags = {
        "git_commit": (run / "tags/mlflow.source.git.commit").read_text(),
        "data_md5": (run / "tags/data_md5").read_text() + "\n",
        "validation_status": "passed" if name in ("full", "regularised") else "failed",
        "note": "by hand",
    }
    for key, value in tags.items():
        (folder / "tags" / key).write_text(value)
(model / "aliases" / "champion").write_text("3")
(model / "aliases" / "challenger").write_text("1")
PY
python3 tools/promote.py --to 1 --by Freja --reason 'a week of real traffic'
python3 tools/rollback.py --by Duarte --reason '?? PL'
git add -A
git commit -q -m 'The registry by hand'
