set -e
python3 - <<'EDIT'
path = 'deploy/analysis.yaml'
text = open(path).read()
for old, new in [
    ('            1 -\n            sum(rate(inference_latency_seconds_bucket{service="{{args.canary}}",le="0.25"}[5m])) /\n            sum(rate(inference_latency_seconds_bucket{service="{{args.canary}}",le="+Inf"}[5m]))\n', '            sum(rate(inference_latency_seconds_sum{service="{{args.canary}}"}[5m])) /\n            sum(rate(inference_latency_seconds_count{service="{{args.canary}}"}[5m]))\n'),
    ('result[0] <= 0.05\n      provider:\n        prometheus:\n          address: http://prometheus.monitoring:9090\n          query: |\n            sum(rate(inference_latency', 'result[0] <= 0.25\n      provider:\n        prometheus:\n          address: http://prometheus.monitoring:9090\n          query: |\n            sum(rate(inference_latency'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
