set -e
# "Taking the data out of Git", the hard way: both versions again, in a repository without a past.
python3 - <<'PY'
import shutil
shutil.rmtree(".git")
PY
git init -q -b main
git config user.name Learner
git config user.email learner@harborlight.test
cp data/applications.csv both.csv
head -n 3001 both.csv > data/applications.csv
dvc add data/applications.csv
dvc repro
dvc push
git add .dvc .dvcignore .gitignore README.md data dvc.yaml dvc.lock metrics.json params.yaml src
git commit -q -m 'Begin'
git tag data-v1
mv both.csv data/applications.csv
dvc add data/applications.csv
dvc repro
dvc push
git add data dvc.lock metrics.json
git commit -q -m 'April'
git tag data-v2
