set -e
python3 - <<'EDIT'
path = 'deploy/rollout.yaml'
text = open(path).read()
for old, new in [
    ('/v2/health/ready', '/v2/health/live'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
