set -e
python3 - <<'EDIT'
path = 'tools/erase.py'
text = open(path).read()
for old, new in [
    ('        if applications_on_hold(root) & set(subject.applications):\n', '        held = applications_on_hold(root) & set(subject.applications)\n        for one in held:\n            subject.keys["application_id"].discard(one)\n        if held == set(subject.applications) and held:\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
