set -e
git rm -q data/.gitignore
printf '/data/*\n!/data/outcomes.csv\n!/data/*.dvc\n' >> .gitignore
git add .gitignore
git commit -q -m 'One file of rules'
