set -e
python3 - <<'EDIT'
path = 'tools/judge.py'
text = open(path).read()
for old, new in [
    ('more_errors = canary.share("errors_5xx") - stable.share("errors_5xx")', 'more_errors = abs(canary.share("errors_5xx") - stable.share("errors_5xx"))'),
    ('if z_of("errors_5xx", canary, stable) >', 'if abs(z_of("errors_5xx", canary, stable)) >'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
