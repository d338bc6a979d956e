set -e
python3 - <<'EDIT'
path = 'tools/retention.py'
text = open(path).read()
for old, new in [
    ('moment(date) >= limit', 'date >= limit.isoformat().replace("+00:00", "Z")'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
