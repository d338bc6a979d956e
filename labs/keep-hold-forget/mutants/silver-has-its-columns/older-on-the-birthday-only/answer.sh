set -e
python3 - <<'EDIT'
path = 'tools/pseudonymise.py'
text = open(path).read()
for old, new in [
    ('int(applied_at[:4]) - int(birth_date[:4])', 'int(applied_at[:4]) - int(birth_date[:4]) - (applied_at[5:10] < birth_date[5:10])'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
