set -e
mkdir -p manifests
january=$(grep -o '[0-9a-f]*\.dir' handover/january.json)
for snapshot in lake/*; do
  python3 fingerprint.py "$snapshot" > found.json
  if grep -q "$january" found.json; then mv found.json manifests/january.json; fi
done
rm -f found.json
git add manifests/january.json fingerprint.py which.py
git commit -q -m 'Pin the data of the January model'
git tag data-january
