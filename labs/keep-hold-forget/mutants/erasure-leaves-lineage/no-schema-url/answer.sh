set -e
python3 - <<'EDIT'
path = 'tools/lineage.py'
text = open(path).read()
for old, new in [
    ('            "schemaURL": SCHEMA,\n', ''),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
