set -e
id() { # of the run with this name
  basename "$(dirname "$(dirname "$(grep -l "^$1\$" mlruns/0/*/tags/mlflow.runName)")")"
}
python3 - "mlruns/0/$(id full)/artifacts/model/MLmodel" <<'PY'
import json, pathlib, sys
import yaml
path = pathlib.Path(sys.argv[1])
meta = yaml.safe_load(path.read_text())
for key in ("inputs", "outputs"):
    meta["signature"][key] = json.loads(meta["signature"][key])
path.write_text(yaml.safe_dump(meta, width=100_000))
PY
