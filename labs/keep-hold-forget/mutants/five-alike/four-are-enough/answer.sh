set -e
python3 - <<'EDIT'
path = 'tools/release.py'
text = open(path).read()
for old, new in [
    ('K = 5', 'K = 4'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
