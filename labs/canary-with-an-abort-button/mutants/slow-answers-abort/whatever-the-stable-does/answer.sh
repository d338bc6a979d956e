set -e
python3 - <<'EDIT'
path = 'tools/judge.py'
text = open(path).read()
for old, new in [
    (' and slow > SLOW_FACTOR * slow_before', ''),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
