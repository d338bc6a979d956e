set -e
# Scripts that say more, and a stage that runs with an absolute interpreter option: the same bytes come out.
sed -i 's|    print(f"build/model.json|    print("l2", params["l2"])\n    print(f"build/model.json|' src/train.py
sed -i 's|cmd: python3 src/train.py|cmd: python3 -B src/train.py|' dvc.yaml
dvc repro
dvc push
git add -A
git commit -q -m 'Say which penalty was used'
