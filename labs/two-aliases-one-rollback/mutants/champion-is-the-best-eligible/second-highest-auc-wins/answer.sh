set -e
mlreg alias set loan-default champion 2
