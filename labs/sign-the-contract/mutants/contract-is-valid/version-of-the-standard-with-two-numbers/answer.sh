set -e
sed -i 's/^apiVersion: v3.1.0/apiVersion: v3.1/' contracts/applications.odcs.yaml
