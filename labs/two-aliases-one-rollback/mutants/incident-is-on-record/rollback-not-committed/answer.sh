set -e
git reset -q HEAD~1
