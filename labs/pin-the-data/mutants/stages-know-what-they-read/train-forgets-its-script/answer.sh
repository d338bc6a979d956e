set -e
awk '!(/src\/train.py$/ && /- /)' dvc.yaml > new.yaml
mv new.yaml dvc.yaml
dvc repro
git add -A
git commit -q -m 'Fewer deps'
