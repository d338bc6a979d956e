set -e
python3 - <<'EDIT'
path = 'deploy/rollout.yaml'
text = open(path).read()
for old, new in [
    ('        - setWeight: 50\n        - pause: {duration: 30m}', '        - setWeight: 50\n        - pause: {}'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
