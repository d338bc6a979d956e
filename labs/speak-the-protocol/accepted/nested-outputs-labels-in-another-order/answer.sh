set -e
python3 - <<'EDIT'
path = 'service/app.py'
text = open(path).read()
for old, new in [
    ('{{model="{MODEL}",version="{version}",code="{code}"}}', '{{ code="{code}", version="{version}", model="{MODEL}", }}'),
    ('inference_latency_seconds_bucket{{le="{bound}"}}', 'inference_latency_seconds_bucket{{le="{bound}", }}'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
