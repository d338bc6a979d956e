set -e
python3 - <<'EDIT'
path = 'service/app.py'
text = open(path).read()
for old, new in [
    ('raise Refused(404, f"there is no model {name}")', 'raise Refused(404 if version else 400, f"there is no model {name}")'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
