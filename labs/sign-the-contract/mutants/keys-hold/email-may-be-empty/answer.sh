set -e
python3 - <<'EDIT'
path = 'contracts/applications.odcs.yaml'
text = open(path).read()
for old, new in [
    ('name: email\n        logicalType: string\n        required: true\n', 'name: email\n        logicalType: string\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
