set -e
python3 - <<'EDIT'
path = 'contracts/applications.odcs.yaml'
text = open(path).read()
for old, new in [
    ('mustBeGreaterThan: 100', 'mustBeGreaterOrEqualTo: 100'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
