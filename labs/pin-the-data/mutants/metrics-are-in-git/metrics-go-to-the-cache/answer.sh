set -e
git rm -q --cached metrics.json
sed -i '/cache: false/d; s/metrics.json:/metrics.json/' dvc.yaml
dvc repro -f -s evaluate
git add -A
git commit -q -m 'Metrics are data'
