set -e
python3 - <<'EDIT'
path = 'tools/enforce.py'
text = open(path).read()
for old, new in [
    ('valid = [str(value) for value', 'valid = [str(value).strip().upper()[:2] for value'),
    ('sum(value not in valid', 'sum(value.strip().upper()[:2] not in valid'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
