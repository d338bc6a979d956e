set -e
sed -i 's/l2: .*/l2: 4.0/' params.yaml
git commit -q -a -m 'Try more regularisation'
