set -e
python3 - <<'EDIT'
path = 'service/app.py'
text = open(path).read()
for old, new in [
    ('    inputs = request.get("inputs") if isinstance(request, dict) else None\n', '    inputs = request.get("inputs")\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
