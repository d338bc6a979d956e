set -e
sed -i 's/property: retention, value: 5, unit: y/property: retention, value: 5, unit: months/' contracts/applications.odcs.yaml
