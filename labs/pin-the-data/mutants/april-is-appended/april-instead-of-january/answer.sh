set -e
git checkout -q -b again data-v1
cp inbox/applications_2026-04.csv data/applications.csv
dvc add data/applications.csv
dvc repro
dvc push
git add -A
git commit -q -m 'April'
git tag -f data-v2
