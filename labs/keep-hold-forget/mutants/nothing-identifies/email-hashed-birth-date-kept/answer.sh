set -e
python3 - <<'EDIT'
path = 'tools/pseudonymise.py'
text = open(path).read()
for old, new in [
    ('"consent_scoring",\n', '"consent_scoring", "birth_date", "email_hash",\n'),
    ('        "age_band": age', '        "email_hash": pseudonyms.of("email", row["email"]),\n        "age_band": age'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
