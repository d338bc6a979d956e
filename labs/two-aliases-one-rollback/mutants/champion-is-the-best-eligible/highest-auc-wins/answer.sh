set -e
id() { # of the run with this name
  basename "$(dirname "$(dirname "$(grep -l "^$1\$" mlruns/0/*/tags/mlflow.runName)")")"
}
run=$(id kitchen-sink)
mlreg register "runs:/$run/model" --name loan-default
mlreg tag loan-default 4 git_commit "$(cat "mlruns/0/$run/tags/mlflow.source.git.commit")"
mlreg tag loan-default 4 data_md5 "$(cat "mlruns/0/$run/tags/data_md5")"
mlreg tag loan-default 4 validation_status failed
mlreg alias set loan-default champion 4
