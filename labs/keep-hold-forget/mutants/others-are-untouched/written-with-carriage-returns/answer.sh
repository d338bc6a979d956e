set -e
python3 - <<'EDIT'
path = 'tools/erase.py'
text = open(path).read()
for old, new in [
    ('            left.append(text)\n        elif', '            left.append(text if rows.is_log else rows.text_of(values).replace("\\n", "\\r\\n"))\n        elif'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
