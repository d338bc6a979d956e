set -e
python3 - <<'EDIT'
path = 'tools/judge.py'
text = open(path).read()
for old, new in [
    ('    error = math.sqrt(pooled * (1 - pooled) * (1 / canary.requests + 1 / stable.requests))', '    a, b = canary.share(column), stable.share(column)\n    error = math.sqrt(a * (1 - a) / canary.requests + b * (1 - b) / stable.requests)'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
