set -e
python3 - <<'EDIT'
path = 'deploy/rollout.yaml'
text = open(path).read()
for old, new in [
    ('        - setWeight: 5\n        - pause: {duration: 15m}\n        - setWeight: 10\n        - pause: {duration: 15m}\n        - setWeight: 25\n        - pause: {duration: 30m}\n        - setWeight: 50\n        - pause: {duration: 30m}\n', '        - setWeight: 20\n        - pause: {duration: 30m}\n        - setWeight: 50\n        - pause: {duration: 30m}\n        - setWeight: 100\n        - pause: {duration: 30m}\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
