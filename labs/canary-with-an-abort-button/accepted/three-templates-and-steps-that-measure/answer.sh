set -e
# One template for each signal, one of them for the whole cluster; other weights, pauses in seconds, steps that measure too.
python3 - <<'EOF'
import os, yaml

[template] = yaml.safe_load_all(open("deploy/analysis.yaml"))
os.remove("deploy/analysis.yaml")
for i, metric in enumerate(template["spec"]["metrics"]):
    name = f"model-{metric['name']}"
    args = [{"name": "canary"}] if metric["name"] != "decision-shift" else [{"name": "canary"}, {"name": "stable"}]
    kind = "ClusterAnalysisTemplate" if i == 0 else "AnalysisTemplate"
    with open(f"deploy/{name}.yml", "w") as file:
        yaml.safe_dump({"apiVersion": template["apiVersion"], "kind": kind, "metadata": {"name": name}, "spec": {"args": args, "metrics": [metric]}}, file)

gate = yaml.safe_load(open("deploy/model-error-ratio.yml"))
gate["kind"], gate["metadata"]["name"] = "AnalysisTemplate", "model-gate"
gate["spec"]["metrics"][0].update({"name": "gate", "count": 3, "failureLimit": 1})
del gate["spec"]["metrics"][0]["initialDelay"]
with open("deploy/gate.yml", "w") as file:
    yaml.safe_dump(gate, file)

rollout = yaml.safe_load(open("deploy/rollout.yaml"))
canary = rollout["spec"]["strategy"]["canary"]
canary["analysis"]["templates"] = [
    {"templateName": "model-error-ratio", "clusterScope": True},
    {"templateName": "model-slow-share"},
    {"templateName": "model-decision-shift"},
]
del canary["analysis"]["startingStep"]
hand = [{"name": "canary", "value": "loan-default-canary"}]
canary["steps"] = [
    {"setCanaryScale": {"replicas": 2}},
    {"setWeight": 4},
    {"pause": {"duration": 1200}},
    {"analysis": {"templates": [{"templateName": "model-gate"}], "args": hand}},
    {"setWeight": 10},
    {"pause": {"duration": "10m"}},
    {"pause": {"duration": "900"}},
    {"setWeight": 20},
    {"pause": {"duration": "0.5h"}},
    {"setWeight": 40},
    {"pause": {"duration": "25m"}},
]
with open("deploy/rollout.yaml", "w") as file:
    yaml.safe_dump(rollout, file)
EOF
