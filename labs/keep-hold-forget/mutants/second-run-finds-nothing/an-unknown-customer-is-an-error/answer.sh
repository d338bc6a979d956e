set -e
python3 - <<'EDIT'
path = 'tools/erase.py'
text = open(path).read()
for old, new in [
    ('        if applications_on_hold(root)', '        if not subject.applications:\n            raise ValueError(f"no application of {customer}")\n        if applications_on_hold(root)'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
