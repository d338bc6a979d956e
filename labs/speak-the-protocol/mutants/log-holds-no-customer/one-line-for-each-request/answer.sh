set -e
python3 - <<'EDIT'
path = 'service/app.py'
text = open(path).read()
for old, new in [
    ('        for p, decision in zip(scores, decisions):', '        for p, decision in list(zip(scores, decisions))[:1]:'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
