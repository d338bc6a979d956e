set -e
# What goes out stands in the release note, which differs from learner to learner.
image=$(grep -o 'registry[^`]*' docs/release-note.md)
model=$(grep -o 's3://[^`]*' docs/release-note.md | tail -n 1)

cat > deploy/rollout.yaml <<EOF
# Takes the place of the Deployment. Steps and abort: docs/release-policy.md.
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: loan-default
spec:
  replicas: 4
  selector:
    matchLabels:
      app: loan-default
  template:
    metadata:
      labels:
        app: loan-default
    spec:
      containers:
        - name: model
          image: $image
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /v2/health/ready
              port: http
  strategy:
    canary:
      stableService: loan-default-stable
      canaryService: loan-default-canary
      trafficRouting:
        nginx:
          stableIngress: loan-default
      analysis:
        startingStep: 1
        templates:
          - templateName: loan-default-canary
        args:
          - name: canary
            value: loan-default-canary
          - name: stable
            value: loan-default-stable
      steps:
        - setWeight: 5
        - pause: {duration: 15m}
        - setWeight: 10
        - pause: {duration: 15m}
        - setWeight: 25
        - pause: {duration: 30m}
        - setWeight: 50
        - pause: {duration: 30m}
EOF

# KServe keeps the revision that was ready before: the share says how much of the traffic the new one gets.
sed -i "s|storageUri:.*|storageUri: $model|; s|^    minReplicas: 2|    canaryTrafficPercent: 10\n    minReplicas: 2|" deploy/inferenceservice.yaml
sed 's|canaryTrafficPercent: 10|canaryTrafficPercent: 0|; 1s|.*|# kubectl apply -f deploy/rollback.yaml: all traffic back to the revision before.|' \
  deploy/inferenceservice.yaml > deploy/rollback.yaml

git add -A
git commit -q -m 'loan-default goes out in steps, and stops by itself'
