set -e
sed -i '/canaryTrafficPercent/d; s|^  predictor:|  canaryTrafficPercent: 10\n  predictor:|' deploy/inferenceservice.yaml
