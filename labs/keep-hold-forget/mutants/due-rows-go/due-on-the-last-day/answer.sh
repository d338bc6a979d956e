set -e
python3 - <<'EDIT'
path = 'tools/retention.py'
text = open(path).read()
for old, new in [
    ('moment(date) >= limit', 'moment(date) > limit'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
