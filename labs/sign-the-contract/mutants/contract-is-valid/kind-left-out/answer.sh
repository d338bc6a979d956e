set -e
sed -i '/^kind:/d' contracts/applications.odcs.yaml
