set -e
python3 - <<'EDIT'
path = 'tools/pseudonymise.py'
text = open(path).read()
for old, new in [
    ('pseudonyms.of("customer_id", row["customer_id"])', 'row["customer_id"] + "/" + pseudonyms.of("customer_id", row["customer_id"])'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
