set -e
mlreg tag loan-default 2 validation_status passed
