set -e
id() { # of the run with this rank by a metric, the highest first
  for run in mlruns/0/*/; do echo "$(cut -d ' ' -f 2 "$run/metrics/$1") $(basename "$run")"; done | sort -rn | sed -n "$2p" | cut -d ' ' -f 2
}
model=$(sed -n 's/^model: //p' policy/promotion.yaml)
run=$(id auc 1)
mlreg register "runs:/$run/model" --name "$model"
mlreg tag "$model" 2 git_commit "$(cat "mlruns/0/$run/tags/mlflow.source.git.commit")"
mlreg tag "$model" 2 data_md5 "$(cat "mlruns/0/$run/tags/data_md5")"
mlreg tag "$model" 2 validation_status passed
