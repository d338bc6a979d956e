set -e
rm -rf lake/dvc/files
dvc push
