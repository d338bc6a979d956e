set -e
python3 - <<'EDIT'
path = 'deploy/rollout.yaml'
text = open(path).read()
for old, new in [
    ('      app: loan-default\n  template', '      app: loan-default\n      tier: model\n  template'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
