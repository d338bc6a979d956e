set -e
python3 - <<'EDIT'
path = 'tools/file_store.py'
text = open(path).read()
for old, new in [
    ('    if not text.strip():', '    if not text:'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
