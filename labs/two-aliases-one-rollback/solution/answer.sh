set -e
run() { # the id of the run with this name
  basename "$(dirname "$(dirname "$(grep -l "^$1\$" mlruns/0/*/tags/mlflow.runName)")")"
}
full=$(run full)
wide=$(run wide)
regularised=$(run regularised)

# The signature: its inputs are the model's own features, in the model's order.
python3 - "mlruns/0/$full/artifacts/model" <<'PY'
import json, pathlib, sys
import yaml
folder = pathlib.Path(sys.argv[1])
meta = yaml.safe_load((folder / "MLmodel").read_text())
columns = lambda names: json.dumps([{"type": "double", "name": name, "required": True} for name in names])
features = json.loads((folder / "model.json").read_text())["features"]
meta["signature"] = {"inputs": columns(features), "outputs": columns(["p_default"]), "params": None}
(folder / "MLmodel").write_text(yaml.safe_dump(meta, width=100_000))
PY

version=0
add() { # run id, validation_status
  version=$((version + 1))
  mlreg register "runs:/$1/model" --name loan-default
  mlreg tag loan-default $version git_commit "$(cat "mlruns/0/$1/tags/mlflow.source.git.commit")"
  mlreg tag loan-default $version data_md5 "$(cat "mlruns/0/$1/tags/data_md5")"
  mlreg tag loan-default $version validation_status "$2"
}
add "$full" passed
add "$wide" failed
add "$regularised" passed
mlreg alias set loan-default champion 1
mlreg alias set loan-default challenger 3
git add -A
git commit -q -m 'Register three runs; champion and challenger by the policy'

# Monday, and the night after it.
python3 tools/promote.py --to 3 --by freja --reason 'Trial of the stronger penalty, one week'
git add -A
git commit -q -m 'Promote version 3'
python3 tools/rollback.py --by duarte --reason 'Referrals in Poland doubled since the promotion, cause unknown'
git add -A
git commit -q -m 'Roll back to version 1'
