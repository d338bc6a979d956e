set -e
# The template builds the services' names from the model's; the probe is a command; the release has a folder of its own.
python3 - <<'EDIT'
for path, changes in {
    'deploy/analysis.yaml': [
        ('    - name: canary\n    - name: stable\n', '    - name: model\n'),
        ('service="{{args.canary}}"', 'service="{{args.model}}-canary"'),
        ('service="{{args.stable}}"', 'service=~"{{args.model}}-(stable)"'),
    ],
    'deploy/rollout.yaml': [
        ('          - name: canary\n            value: loan-default-canary\n          - name: stable\n            value: loan-default-stable\n', '          - name: model\n            value: loan-default\n'),
        ('            httpGet:\n              path: /v2/health/ready\n              port: http\n', '            exec:\n              command: [sh, -c, "wget -qO- http://127.0.0.1:8080/v2/health/ready"]\n'),
    ],
}.items():
    text = open(path).read()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    open(path, 'w').write(text)
EDIT
mkdir deploy/argo
mv deploy/rollout.yaml deploy/analysis.yaml deploy/argo/
sim deploy
