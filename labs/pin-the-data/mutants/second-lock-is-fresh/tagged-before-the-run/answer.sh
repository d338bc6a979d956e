set -e
git checkout -q -b again data-v1
git checkout -q main -- data/applications.csv.dvc
git commit -q -m 'Add April'
git tag -f data-v2
git checkout -q main
