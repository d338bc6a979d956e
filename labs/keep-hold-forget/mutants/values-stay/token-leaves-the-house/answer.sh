set -e
python3 - <<'EDIT'
path = 'tools/release.py'
text = open(path).read()
for old, new in [
    ('("application_id", "subject_token", "applied_at")', '("application_id", "applied_at")'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
