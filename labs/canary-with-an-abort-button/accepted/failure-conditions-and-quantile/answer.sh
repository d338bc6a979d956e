set -e
# What fails is said, not what succeeds; a quantile stands for the share; the image is named by its digest.
digest=$(grep -o 'sha256:[0-9a-f]*' docs/release-note.md)
sed -i "s|image: \(.*\):[0-9.]*$|image: \1@$digest|" deploy/rollout.yaml
cat > deploy/analysis.yaml <<'EOF'
kind: AnalysisTemplate
apiVersion: argoproj.io/v1alpha1
spec:
  metrics:
    - provider: &errors
        prometheus:
          query: >-
            sum(increase(inference_requests_total{service=~"{{ args.new }}",code=~"500|503"}[5m]))
            / clamp_min(sum(increase(inference_requests_total{service=~"{{ args.new }}"}[5m])), 1)
          address: http://prometheus.monitoring:9090
      failureCondition: result[0] > 0.02
      failureLimit: 3
      interval: 60s
      name: errors
    - name: p95
      interval: 30s
      failureLimit: 5
      failureCondition: len(result) > 0 && result[0] > 0.25
      provider:
        prometheus:
          address: http://prometheus.monitoring:9090
          query: |
            # slower than 250 ms for more than one in twenty: the 95th percentile lies above
            histogram_quantile(0.95, sum by (le) (rate(inference_latency_seconds_bucket{service="{{args.new}}"}[5m]))) >= 0
    - name: approvals
      interval: 1m
      initialDelay: 3m
      failureLimit: 5
      failureCondition: len(result) == 1 && (result[0] > 0.05 || result[0] < -0.05)
      provider:
        prometheus:
          address: http://prometheus.monitoring:9090
          query: |
            (
              sum(rate(decisions_total{service="{{args.new}}",outcome="approve"}[15m]))
              / (sum(rate(decisions_total{service="{{args.new}}"}[15m])) > 0)
            )
            - on() (
              1 - sum(rate(decisions_total{service="{{args.old}}",outcome!="approve"}[15m]))
              / (sum(rate(decisions_total{service="{{args.old}}"}[15m])) > 0)
            )
  args:
    - name: new
    - name: old
metadata:
  name: model-release
EOF
python3 - <<'EDIT'
path = 'deploy/rollout.yaml'
text = open(path).read()
for old, new in [
    ('templateName: loan-default-canary', 'templateName: model-release'),
    ('          - name: canary\n', '          - name: new\n'),
    ('          - name: stable\n', '          - name: old\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
