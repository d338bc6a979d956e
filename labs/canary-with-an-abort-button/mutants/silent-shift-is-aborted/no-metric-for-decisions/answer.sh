set -e
python3 - <<'EDIT'
path = 'deploy/analysis.yaml'
text = open(path).read()
for old, new in [
    ('    - name: decision-shift\n      interval: 1m\n      initialDelay: 5m\n      failureLimit: 4\n      successCondition: isNaN(result[0]) || result[0] <= 0.05\n      provider:\n        prometheus:\n          address: http://prometheus.monitoring:9090\n          query: |\n            abs(\n              sum(rate(decisions_total{service="{{args.canary}}",outcome="approve"}[15m])) /\n              sum(rate(decisions_total{service="{{args.canary}}"}[15m]))\n              -\n              sum(rate(decisions_total{service="{{args.stable}}",outcome="approve"}[15m])) /\n              sum(rate(decisions_total{service="{{args.stable}}"}[15m]))\n            )\n', ''),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
