set -e
git tag -f data-v1 data-v2 > /dev/null
