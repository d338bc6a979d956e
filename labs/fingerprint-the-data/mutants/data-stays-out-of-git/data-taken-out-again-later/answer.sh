set -e
git add lake
git commit -q -m 'Keep the snapshots as well'
git rm -r -q --cached lake
git commit -q -m 'Take the snapshots out again'
git tag -d data-january
git tag data-january
