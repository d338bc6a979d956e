set -e
git tag -d data-january
git tag data-january HEAD~1
