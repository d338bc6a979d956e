set -e
python3 - <<'EDIT'
path = 'tools/judge.py'
text = open(path).read()
for old, new in [
    ('    if canary.errors_5xx >= EMERGENCY', '    if canary.requests < LEAST_SAMPLE:\n        return "hold", ["insufficient_sample"]\n    if canary.errors_5xx >= EMERGENCY'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
