set -e
python3 - <<'EDIT'
path = 'tools/enforce.py'
text = open(path).read()
for old, new in [
    ('        known = [prop["name"] for prop in schema["properties"]]\n', '        known = """application_id applied_at customer_id national_id email birth_date country channel employment income_month_eur debt_month_eur amount_eur term_months bureau_score late_payments_12m device_risk consent_scoring""".split()\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
