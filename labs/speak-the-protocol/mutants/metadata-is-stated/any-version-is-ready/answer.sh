set -e
python3 - <<'EDIT'
path = 'service/app.py'
text = open(path).read()
for old, new in [
    ('            repository.find(name, version)\n            return {"name": name, "ready": True} if action else metadata()', '            repository.find(name, None if action else version)\n            return {"name": name, "ready": True} if action else metadata()'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
