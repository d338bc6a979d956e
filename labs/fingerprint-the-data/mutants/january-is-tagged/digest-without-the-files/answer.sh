set -e
cp handover/january.json manifests/january.json
git commit -q -a -m 'Pin the digest'
git tag -d data-january
git tag data-january
