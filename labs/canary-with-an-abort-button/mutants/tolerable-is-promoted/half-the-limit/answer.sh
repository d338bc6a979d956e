set -e
python3 - <<'EDIT'
path = 'deploy/analysis.yaml'
text = open(path).read()
for old, new in [
    ('successCondition: isNaN(result[0]) || result[0] <= 0.05\n      provider:\n        prometheus:\n          address: http://prometheus.monitoring:9090\n          query: |\n            1 -', 'successCondition: isNaN(result[0]) || result[0] <= 0.03\n      provider:\n        prometheus:\n          address: http://prometheus.monitoring:9090\n          query: |\n            1 -'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
