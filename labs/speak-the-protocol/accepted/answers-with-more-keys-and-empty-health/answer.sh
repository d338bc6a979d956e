set -e
python3 - <<'EDIT'
path = 'service/app.py'
text = open(path).read()
for old, new in [
    ('        "model_name": MODEL,', '        "parameters": {"took": "a while"},\n        "model_name": MODEL,'),
    ('return {"live": True}', 'return ""'),
    ('        "platform": "harborlight-logit",', '        "owner": "freja",\n        "platform": "harborlight-logit",'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
