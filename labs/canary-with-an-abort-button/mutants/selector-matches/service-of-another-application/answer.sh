set -e
python3 - <<'EDIT'
path = 'deploy/services.yaml'
text = open(path).read()
for old, new in [
    ('  selector:\n    app: loan-default\n  ports:\n    - port: 80\n      targetPort: 8080\n---\napiVersion: networking', '  selector:\n    app: loan-default-canary\n  ports:\n    - port: 80\n      targetPort: 8080\n---\napiVersion: networking'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
