set -e
python3 - <<'EDIT'
path = 'tools/rollback.py'
text = open(path).read()
for old, new in [
    ('    model.move({"champion": previous, "previous": None}, entry)\n', '    lines = model.audit.read_text(encoding="utf-8").splitlines(keepends=True)\n    model.audit.write_text("".join(lines[:-1]), encoding="utf-8")\n    model.move({"champion": previous, "previous": None}, entry)\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
