set -e
python3 - <<'EDIT'
path = 'service/app.py'
text = open(path).read()
for old, new in [
    ('    if len(data) != shape[0] or any(not isinstance(row, list) or len(row) != shape[1] for row in data):\n        raise Refused(400, "nested data must have the tensor\'s shape")\n', ''),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
