set -e
python3 - <<'EDIT'
path = 'contracts/applications.odcs.yaml'
text = open(path).read()
for old, new in [
    ('        primaryKey: true\n        primaryKeyPosition: 1\n', ''),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
