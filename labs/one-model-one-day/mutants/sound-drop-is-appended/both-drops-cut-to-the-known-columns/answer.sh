set -e
mkdir -p ../kept
cp -r registry models ../kept
cut -d , -f 1-14 inbox/drop-2.csv > ../cut.csv
git tag -d data-v2 > /dev/null
git checkout -q -B main data-v1
dvc checkout
for drop in inbox/drop-1.csv ../cut.csv; do tail -n +2 "$drop" >> data/cases.csv; done
dvc add data/cases.csv
dvc repro
dvc push
git add metrics.json
git commit -q -m 'Add both drops, the second without the column too many'
git tag data-v2
rm ../cut.csv
cp -r ../kept/registry ../kept/models .
rm -r ../kept
git add registry models
git commit -q -m 'Register the champion, and serve it'
