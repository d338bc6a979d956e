set -e
python3 - <<'EDIT'
path = 'service/app.py'
text = open(path).read()
for old, new in [
    ('    if any(type(value) not in (int, float) or not math.isfinite(value) for value in values):', '    if any(not math.isfinite(value) or isinstance(value, bool) for value in values):'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
