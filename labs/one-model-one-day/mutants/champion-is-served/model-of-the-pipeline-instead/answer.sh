set -e
id() { # of the run with this rank by a metric, the highest first
  for run in mlruns/0/*/; do echo "$(cut -d ' ' -f 2 "$run/metrics/$1") $(basename "$run")"; done | sort -rn | sed -n "$2p" | cut -d ' ' -f 2
}
model=$(sed -n 's/^model: //p' policy/promotion.yaml)
cp build/model.json "models/$model/1/model.json"
