set -e
python3 - <<'EDIT'
path = 'tools/pseudonymise.py'
text = open(path).read()
for old, new in [
    ('csv.DictWriter(file, SILVER, lineterminator="\\n")', 'csv.DictWriter(file, SILVER[::-1], quoting=csv.QUOTE_ALL)'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
path = 'tools/release.py'
text = open(path).read()
for old, new in [
    ('for column in reader.fieldnames or []', 'for column in sorted(reader.fieldnames or [])'),
    ('csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\\n")', 'csv.DictWriter(file, columns, extrasaction="ignore")'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
set -a
. ./.env
set +a
python3 tools/pseudonymise.py --in lake/bronze/applications.csv --out lake/silver/applications.csv
