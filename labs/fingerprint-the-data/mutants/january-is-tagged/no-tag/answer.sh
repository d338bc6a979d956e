set -e
git tag -d data-january
git branch data-january
