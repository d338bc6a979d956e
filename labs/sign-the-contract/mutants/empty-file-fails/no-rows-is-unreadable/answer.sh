set -e
python3 - <<'EDIT'
path = 'tools/enforce.py'
text = open(path).read()
for old, new in [
    ('        rows = [row for row in rows if row]\n', '        rows = [row for row in rows if row]\n        if not rows:\n            raise Unreadable(f"{path}: no rows")\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
