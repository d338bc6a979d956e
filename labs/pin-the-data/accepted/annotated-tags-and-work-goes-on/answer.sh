set -e
git tag -f -a -m 'January' data-v1 data-v1^{}
git tag -f -a -m 'April' data-v2 data-v2^{}
echo 'Anke has her answer.' >> README.md
git commit -q -a -m 'Tell the end of the story'
