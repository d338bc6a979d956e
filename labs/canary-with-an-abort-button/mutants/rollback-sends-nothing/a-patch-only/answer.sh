set -e
cat > deploy/rollback.yaml <<'EOF'
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: loan-default
spec:
  predictor:
    canaryTrafficPercent: 0
EOF
