set -e
git add lake
git commit -q -m 'Keep the snapshots as well'
git tag -d data-january
git tag data-january
