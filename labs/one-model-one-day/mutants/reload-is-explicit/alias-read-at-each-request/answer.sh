set -e
python3 - <<'EDIT'
path = 'service/app.py'
text = open(path).read()
for old, new in [
    ('        version = version or self.champion\n', '        version = version or json.loads((self.folder / "aliases.json").read_text(encoding="utf-8"))["champion"]\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
