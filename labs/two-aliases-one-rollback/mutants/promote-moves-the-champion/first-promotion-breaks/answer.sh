set -e
python3 - <<'EDIT'
path = 'tools/promote.py'
text = open(path).read()
for old, new in [
    ('    entry = {', '    from_version = int(champion)\n    entry = {'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
