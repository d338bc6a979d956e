set -e
python3 - <<'EDIT'
path = 'contracts/applications.odcs.yaml'
text = open(path).read()
for old, new in [
    ('name: email\n        logicalType: string\n        required: true\n        classification: restricted', 'name: email\n        logicalType: string\n        required: true\n        classification: internal'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
