set -e
python3 - <<'EDIT'
path = 'tools/release.py'
text = open(path).read()
for old, new in [
    ('("country", "age_band", "employment")', '("country", "employment")'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
