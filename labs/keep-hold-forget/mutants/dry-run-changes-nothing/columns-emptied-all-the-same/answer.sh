set -e
python3 - <<'EDIT'
path = 'tools/retention.py'
text = open(path).read()
for old, new in [
    ('    if not arguments.dry_run:\n        for _, rows, left, _ in swept:\n            rows.keep(left)', '    for dataset, rows, left, _ in swept:\n        if not arguments.dry_run or len(left) == len(rows.rows):\n            rows.keep(left)'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
