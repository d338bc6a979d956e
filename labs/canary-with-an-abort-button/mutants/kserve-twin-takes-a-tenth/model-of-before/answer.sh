set -e
model=$(grep -o 's3://[^`]*' docs/release-note.md | head -n 1)
sed -i "s|storageUri:.*|storageUri: $model|" deploy/inferenceservice.yaml
