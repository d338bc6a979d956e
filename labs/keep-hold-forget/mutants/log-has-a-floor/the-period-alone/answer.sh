set -e
python3 - <<'EDIT'
path = 'tools/retention.py'
text = open(path).read()
for old, new in [
    ('period = max(period, LOG_FLOOR)', 'pass'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
