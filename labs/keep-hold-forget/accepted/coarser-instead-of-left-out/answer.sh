set -e
python3 - <<'EDIT'
path = 'tools/release.py'
text = open(path).read()
for old, new in [
    ('    released = [row for row in rows if alike[looks_like(row)] >= K]\n', '    # Rows in small classes lose their age band and work, and where that is not enough, their country.\n    small = [row for row in rows if alike[looks_like(row)] < K]\n    for column in ("age_band", "employment", "country"):\n        now = Counter(map(looks_like, rows))\n        for row in small:\n            if now[looks_like(row)] < K:\n                row[column] = "*"\n    now = Counter(map(looks_like, rows))\n    released = [row for row in rows if now[looks_like(row)] >= K]\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
