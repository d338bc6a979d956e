set -e
python3 - <<'EDIT'
path = 'tools/promote.py'
text = open(path).read()
for old, new in [
    ('{"previous": champion, "champion": arguments.to}', '{"previous": champion, "champion": arguments.to, "challenger": champion}'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
