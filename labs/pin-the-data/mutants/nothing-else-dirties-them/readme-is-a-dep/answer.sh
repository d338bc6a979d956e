set -e
sed -i 's|    - src/evaluate.py|    - src/evaluate.py\n    - README.md|' dvc.yaml
dvc repro
git add -A
git commit -q -m 'Depend on the documentation'
