set -e
python3 - <<'EDIT'
path = 'contracts/applications.odcs.yaml'
text = open(path).read()
for old, new in [
    ('name: term_months\n        logicalType: integer', 'name: term_months\n        logicalType: string'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
