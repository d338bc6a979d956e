set -e
python3 - <<'EDIT'
path = 'service/app.py'
text = open(path).read()
for old, new in [
    ('        metrics.requests[version, code] += 1\n', '        if code == 200:\n            metrics.requests[version, code] += 1\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
