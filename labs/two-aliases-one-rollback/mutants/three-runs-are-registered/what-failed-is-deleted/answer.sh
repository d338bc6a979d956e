set -e
mlreg delete loan-default 2
