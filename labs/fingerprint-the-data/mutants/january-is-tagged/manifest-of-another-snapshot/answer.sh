set -e
january=$(grep -o '[0-9a-f]*\.dir' handover/january.json)
for snapshot in lake/*; do
  python3 fingerprint.py "$snapshot" > found.json
  if ! grep -q "$january" found.json; then mv found.json manifests/january.json; fi
done
rm -f found.json
git commit -q -a -m 'Pin the newest snapshot'
git tag -d data-january
git tag data-january
