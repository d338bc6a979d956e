set -e
python3 - <<'EDIT'
path = 'deploy/analysis.yaml'
text = open(path).read()
for old, new in [
    ('successCondition: isNaN(result[0]) || result[0] <= 0.02', 'successCondition: isNaN(result[0]) || result[0] > 0.02'),
    ('    - name: error-ratio\n      interval: 1m\n      initialDelay: 2m\n      failureLimit: 2\n', '    - name: error-ratio\n      interval: 1m\n      initialDelay: 7m\n      failureLimit: 2\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
