set -e
# What MLflow's own client leaves behind: absolute sources, more keys, all five runs, one of them twice.
rm -rf registry
python3 - <<'PY'
import pathlib, time
import yaml
runs = {}
for run in pathlib.Path("mlruns/0").iterdir():
    if run.is_dir():
        runs[(run / "tags/mlflow.runName").read_text()] = run
model = pathlib.Path("registry/models/loan-default")
model.mkdir(parents=True)
def meta(**keys):
    now = time.time_ns() // 1_000_000
    return yaml.dump({"creation_timestamp": now, "last_updated_timestamp": now, "name": "loan-default", "description": None, **keys}, default_flow_style=False)
(model / "meta.yaml").write_text(meta())
for number, name in enumerate(["no-bureau", "full", "wide", "regularised", "kitchen-sink", "full"], 1):
    run = runs[name]
    folder = model / f"version-{number}"
    (folder / "tags").mkdir(parents=True)
    source = f"file:///home/freja/model-registry/mlruns/0/{run.name}/artifacts/model"
    (folder / "meta.yaml").write_text(meta(
        version=number, current_stage="None", status="READY", status_message=None, run_id=run.name, run_link=None,
        source=source, storage_location=source, user_id=None, model_id=None,
    ))
    (folder / "tags" / "git_commit").write_text((run / "tags/mlflow.source.git.commit").read_text())
    (folder / "tags" / "data_md5").write_text((run / "tags/data_md5").read_text())
    (folder / "tags" / "validation_status").write_text("passed" if name in ("full", "regularised") else "failed")
PY
mlreg tag loan-default 5 why 'collections_flag is not known at decision time'
mlreg alias set loan-default challenger 4
mlreg alias set loan-default shadow 3
# The first promotion of all goes by the tool, too.
python3 tools/promote.py --to 6 --by ines --reason 'the policy chooses it'
python3 tools/promote.py --to 2 --by ines --reason 'the same run, registered first'
python3 tools/promote.py --to 4 --by freja --reason 'a trial'
python3 tools/rollback.py --by duarte --reason 'referrals doubled'
mlreg alias set loan-default previous 6
git add -A
git commit -q -m 'Everything through the client'
