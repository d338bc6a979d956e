set -e
python3 - <<'EDIT'
path = 'tools/enforce.py'
text = open(path).read()
for old, new in [
    ('sum(not within(read(value), options, read) for value in typed)', 'sum(not within(read(value or "0"), options, read) for value in values)'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
