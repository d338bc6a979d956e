set -e
python3 - <<'EDIT'
path = 'tools/file_store.py'
text = open(path).read()
for old, new in [
    ('return sorted(numbers, reverse=True)', 'return sorted(numbers, key=str, reverse=True)'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
