set -e
sed -i 's|loan-default:[0-9.]*$|loan-default:latest|' deploy/rollout.yaml
