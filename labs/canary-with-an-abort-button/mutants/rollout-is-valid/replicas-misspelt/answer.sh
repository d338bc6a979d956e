set -e
python3 - <<'EDIT'
path = 'deploy/rollout.yaml'
text = open(path).read()
for old, new in [
    ('replicas: 4', 'replica: 4'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
