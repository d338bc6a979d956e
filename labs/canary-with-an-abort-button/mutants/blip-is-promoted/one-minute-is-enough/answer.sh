set -e
python3 - <<'EDIT'
path = 'deploy/analysis.yaml'
text = open(path).read()
for old, new in [
    ('    - name: error-ratio\n      interval: 1m\n      initialDelay: 2m\n      failureLimit: 2\n', '    - name: error-ratio\n      interval: 1m\n      initialDelay: 2m\n      failureLimit: 0\n'),
    ('service="{{args.canary}}",code=~"5.."}[5m]', 'service="{{args.canary}}",code=~"5.."}[1m]'),
    ('service="{{args.canary}}"}[5m]', 'service="{{args.canary}}"}[1m]'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
