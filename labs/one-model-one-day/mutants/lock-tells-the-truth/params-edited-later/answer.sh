set -e
sed -i 's/max_iter: 8/max_iter: 9/' params.yaml
git add params.yaml
git commit -q -m 'One more iteration'
