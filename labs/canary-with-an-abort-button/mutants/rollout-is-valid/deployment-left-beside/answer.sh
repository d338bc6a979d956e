set -e
git show HEAD~1:deploy/rollout.yaml > deploy/deployment.yaml
