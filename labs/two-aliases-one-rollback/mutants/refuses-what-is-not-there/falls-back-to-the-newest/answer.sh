set -e
python3 - <<'EDIT'
path = 'tools/resolve.py'
text = open(path).read()
for old, new in [
    ('    print(model.meta(version)["source"])\n', '    try:\n        print(model.meta(version)["source"])\n    except NotThere:\n        print(model.meta(model.versions()[0])["source"])\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
