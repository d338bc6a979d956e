set -e
python3 - <<'EDIT'
path = 'deploy/analysis.yaml'
text = open(path).read()
for old, new in [
    ('    - name: error-ratio\n      interval: 1m\n      initialDelay: 2m\n      failureLimit: 2\n', '    - name: error-ratio\n      interval: 1m\n      initialDelay: 2m\n      failureLimit: 20\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
