set -e
git checkout -q -b again data-v1
dvc checkout
cat inbox/applications_2026-04.csv >> data/applications.csv
dvc add data/applications.csv
dvc repro
dvc push
git add -A
git commit -q -m 'Add April'
git tag -f data-v2
