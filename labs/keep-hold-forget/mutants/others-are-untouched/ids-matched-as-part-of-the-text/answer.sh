set -e
python3 - <<'EDIT'
path = 'tools/erase.py'
text = open(path).read()
for old, new in [
    ('any(values.get(column) in keys for column, keys in self.keys.items())', 'any(key in str(values.get(column, "")) for column, keys in self.keys.items() for key in keys)'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
