set -e
mlreg alias delete loan-default champion
sed -i "s/^current_stage: .*/current_stage: Production/" registry/models/loan-default/version-1/meta.yaml
