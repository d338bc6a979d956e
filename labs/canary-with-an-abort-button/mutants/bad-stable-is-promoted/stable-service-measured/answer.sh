set -e
python3 - <<'EDIT'
path = 'deploy/analysis.yaml'
text = open(path).read()
for old, new in [
    ('service="{{args.canary}}",code=~"5.."', 'service="{{args.stable}}",code=~"5.."'),
    ('inference_requests_total{service="{{args.canary}}"}', 'inference_requests_total{service="{{args.stable}}"}'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
