set -e
# Argo's way to migrate: the Deployment keeps the pods' description, scaled to nothing, and the Rollout refers to it.
python3 - <<'EOF'
import yaml

rollout = yaml.safe_load(open("deploy/rollout.yaml"))
spec = rollout["spec"]
deployment = {
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    "metadata": {"name": "loan-default"},
    "spec": {"replicas": 0, "selector": spec.pop("selector"), "template": spec.pop("template")},
}
spec["workloadRef"] = {"apiVersion": "apps/v1", "kind": "Deployment", "name": "loan-default"}
spec["selector"] = deployment["spec"]["selector"]
container = deployment["spec"]["template"]["spec"]["containers"][0]
container["ports"] = [{"containerPort": 8080}]
container["readinessProbe"] = {"httpGet": {"path": "/v2/health/ready", "port": 8080}, "periodSeconds": 5}
with open("deploy/rollout.yaml", "w") as file:
    yaml.safe_dump_all([deployment, rollout], file)
EOF
