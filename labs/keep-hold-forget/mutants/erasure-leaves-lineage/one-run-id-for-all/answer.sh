set -e
python3 - <<'EDIT'
path = 'tools/lineage.py'
text = open(path).read()
for old, new in [
    ('str(uuid.uuid4())', 'str(uuid.uuid5(uuid.NAMESPACE_URL, "erase"))'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
