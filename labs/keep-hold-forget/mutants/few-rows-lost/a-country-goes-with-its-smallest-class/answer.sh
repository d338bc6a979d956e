set -e
python3 - <<'EDIT'
path = 'tools/release.py'
text = open(path).read()
for old, new in [
    ('    released = [row for row in rows if alike[looks_like(row)] >= K]\n', '    lonely = {row["country"] for row in rows if alike[looks_like(row)] < K}\n    most = max(lonely, key=lambda country: sum(row["country"] == country for row in rows))\n    released = [row for row in rows if alike[looks_like(row)] >= K and row["country"] != most]\n'),
    ('    if lost > MOST_LOST * len(rows):', '    if False:'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
