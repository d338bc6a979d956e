set -e
python3 - <<'EDIT'
path = 'tools/enforce.py'
text = open(path).read()
for old, new in [
    ('code = 1 if report.verdict == "fail" else 0', 'code = 0 if report.verdict == "pass" else 1'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
