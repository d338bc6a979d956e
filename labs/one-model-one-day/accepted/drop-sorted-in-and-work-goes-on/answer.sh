set -e
# Rows in the order of their ids, lightweight tag replaced by one with a message, and a commit after it.
git tag -d data-v2 > /dev/null
{ sed -n 1p data/cases.csv; tail -n +2 data/cases.csv | sort -r; } > ../sorted.csv
mv ../sorted.csv data/cases.csv
dvc add data/cases.csv
dvc repro
dvc push
git add -A
git commit -q -m 'Newest first'
git tag -a data-v2 -m 'With the drop of the morning'
echo 'Contract, data, model and service of one day.' > NOTES.md
git add NOTES.md
git commit -q -m 'Notes'
