set -e
git add -f lake
git commit -q -m 'Everything'
git rm -q -r --cached lake
git commit -q -m 'Not the lake'
