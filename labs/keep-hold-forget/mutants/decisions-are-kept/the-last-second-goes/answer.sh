set -e
python3 - <<'EDIT'
path = 'tools/erase.py'
text = open(path).read()
for old, new in [
    ('moment(values["ts"]) >= as_of', 'moment(values["ts"]) > as_of'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
