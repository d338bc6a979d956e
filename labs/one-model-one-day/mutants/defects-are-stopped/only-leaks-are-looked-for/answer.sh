set -e
python3 - <<'EDIT'
path = 'tools/enforce.py'
text = open(path).read()
for old, new in [
    ('        results = list(enforce(contract, header, rows, moment(given.as_of)))\n', '        results = [one for one in enforce(contract, header, rows, moment(given.as_of)) if one[2] or one[:2] == ("unexpected_column", "collections_flag")]\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
