set -e
cat > dvc.yaml <<'YAML'
stages:
  prepare:
    desc: Split by customer
    cmd:
    - python3 --version
    - python3 src/prepare.py
    deps: [data, src/prepare.py]
    params: [prepare]
    outs: [build/train.csv, build/holdout.csv]
  train:
    wdir: .
    cmd: python3 src/train.py
    deps: [build/train.csv, data/outcomes.csv, src]
    params:
    - params.yaml:
    outs: [build/model.json]
  evaluate:
    cmd: python3 src/evaluate.py
    deps: [build/holdout.csv, build/model.json, data/outcomes.csv, src]
    metrics:
    - metrics.json: {cache: false}
YAML
dvc repro
dvc push
git add -A
git commit -q -m 'Depend on folders'
