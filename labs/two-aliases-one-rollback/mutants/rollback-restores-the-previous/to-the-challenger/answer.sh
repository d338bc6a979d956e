set -e
python3 - <<'EDIT'
path = 'tools/rollback.py'
text = open(path).read()
for old, new in [
    ('    entry = {', '    previous = model.alias("challenger")\n    entry = {'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
