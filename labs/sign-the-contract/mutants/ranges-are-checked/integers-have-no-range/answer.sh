set -e
python3 - <<'EDIT'
path = 'tools/enforce.py'
text = open(path).read()
for old, new in [
    ('for key in options):\n        read', 'for key in options) and prop["logicalType"] != "integer":\n        read'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
