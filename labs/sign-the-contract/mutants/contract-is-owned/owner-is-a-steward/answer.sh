set -e
sed -i 's/role: owner/role: steward/' contracts/applications.odcs.yaml
