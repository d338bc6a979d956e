set -e
python3 - <<'EDIT'
path = 'tools/file_store.py'
text = open(path).read()
for old, new in [
    ('        with open(self.audit, "a", encoding="utf-8") as trail:\n            trail.write(json.dumps(line, ensure_ascii=False) + "\\n")\n', '        lines = self.audit.read_text(encoding="utf-8").splitlines() if self.audit.exists() else []\n        entries = [json.loads(one) for one in lines] + [line]\n        self.audit.write_text("".join(json.dumps(one, sort_keys=True) + "\\n" for one in entries), encoding="utf-8")\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
