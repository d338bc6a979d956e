set -e
python3 - <<'EDIT'
path = 'service/app.py'
text = open(path).read()
for old, new in [
    ('inside = sum(one <= bound for one in self.seconds)', 'inside = sum(one <= bound for one in self.seconds) if bound == BUCKETS[-1] else len(self.seconds) + 1'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
