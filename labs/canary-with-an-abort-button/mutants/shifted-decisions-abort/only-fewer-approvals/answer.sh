set -e
python3 - <<'EDIT'
path = 'tools/judge.py'
text = open(path).read()
for old, new in [
    ('abs(z_of("approved", canary, stable)) > TWO_SIDED_1_PERCENT', '-z_of("approved", canary, stable) > TWO_SIDED_1_PERCENT'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
