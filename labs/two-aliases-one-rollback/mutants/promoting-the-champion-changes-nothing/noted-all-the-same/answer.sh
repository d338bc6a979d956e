set -e
python3 - <<'EDIT'
path = 'tools/promote.py'
text = open(path).read()
for old, new in [
    ('        print(f"version {champion} is the champion already")\n', '        print(f"version {champion} is the champion already")\n        model.move({}, {"action": "promote", "model": MODEL, "from": champion, "to": champion, "by": arguments.by, "reason": arguments.reason})\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
