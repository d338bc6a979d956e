set -e
git tag -d data-january
git tag -a data-january -m 'The data that trained the January model'
echo 'lake/' > .gitignore
git add .gitignore
git commit -q -m 'Never track the lake'
