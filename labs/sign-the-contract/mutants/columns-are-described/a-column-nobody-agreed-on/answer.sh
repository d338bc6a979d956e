set -e
python3 - <<'EDIT'
path = 'contracts/applications.odcs.yaml'
text = open(path).read()
for old, new in [
    ('      - name: consent_scoring\n', '      - name: referrer\n        logicalType: string\n        classification: internal\n      - name: consent_scoring\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
