set -e
python3 - <<'EDIT'
path = 'service/app.py'
text = open(path).read()
for old, new in [
    ('try:\n    repository.load()\nexcept (OSError, ValueError) as error:\n    print(f"no model yet: {error}")\n', '\nasync def lifespan(receive, send):\n    """Loads when the server starts, not when Python imports."""\n    while True:\n        message = await receive()\n        if message["type"] == "lifespan.startup":\n            try:\n                repository.load()\n            except (OSError, ValueError) as error:\n                print(f"no model yet: {error}")\n        await send({"type": message["type"] + ".complete"})\n        if message["type"] == "lifespan.shutdown":\n            return\n'),
    ('    if scope["type"] != "http":\n        return\n', '    if scope["type"] == "lifespan":\n        await lifespan(receive, send)\n    if scope["type"] != "http":\n        return\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
