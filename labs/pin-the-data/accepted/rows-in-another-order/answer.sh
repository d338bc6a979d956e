set -e
git checkout -q -b again data-v1
dvc checkout
{ head -n 1 data/applications.csv; { tail -n +2 inbox/applications_2026-04.csv; tail -n +2 data/applications.csv; } | sort -t , -k 2; } > sorted.csv
mv sorted.csv data/applications.csv
dvc repro
dvc push
git add -A
git commit -q -m 'Add April, oldest first'
git tag -f data-v2
