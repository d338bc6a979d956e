set -e
python3 - <<'EDIT'
path = 'deploy/analysis.yaml'
text = open(path).read()
for old, new in [
    ('{{args.canary}}', 'loan-default-canary'),
    ('{{args.stable}}', 'loan-default-stable'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
