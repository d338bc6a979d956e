set -e
dvc init -q
dvc remote add -d lake lake/dvc
dvc config core.autostage true

# January: the data as it was found.
git rm -q --cached data/applications.csv
dvc add data/applications.csv
dvc repro
dvc push
git add .dvc dvc.yaml metrics.json
git commit -q -m 'Pin the January data and lock the pipeline'
git tag data-v1

# April: the same table with the drop at its end, its header left out.
tail -n +2 inbox/applications_2026-04.csv >> data/applications.csv
dvc add data/applications.csv
dvc repro
dvc push
git add metrics.json
git commit -q -m 'Add the April applications'
git tag data-v2
