set -e
python3 - <<'EDIT'
import re
path = 'data/cases.csv.dvc'
text = open(path).read()
lines = len(open('data/cases.csv').read().splitlines())
open(path, 'w').write(re.sub(r'size: \d+', f'size: {lines}', text))
EDIT
git add data
git commit -q -m 'Say how big it is'
git tag -f data-v2 > /dev/null
