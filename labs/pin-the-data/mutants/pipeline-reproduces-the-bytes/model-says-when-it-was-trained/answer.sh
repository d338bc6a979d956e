set -e
sed -i 's|^import json|import json\nimport time|; s|    with open("build/model.json", "w"|    document["trained_at"] = time.time()\n    with open("build/model.json", "w"|' src/train.py
dvc repro
git add -A
git commit -q -m 'Say when the model was trained'
