set -e
mlreg alias set loan-default challenger 2
