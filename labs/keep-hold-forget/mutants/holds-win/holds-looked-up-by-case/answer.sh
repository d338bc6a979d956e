set -e
python3 - <<'EDIT'
path = 'tools/rows.py'
text = open(path).read()
for old, new in [
    ('hold["application_id"] for', 'hold["case"] for'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
