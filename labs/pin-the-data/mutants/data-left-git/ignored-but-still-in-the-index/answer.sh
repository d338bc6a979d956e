set -e
git add -f data/applications.csv
git commit -q -m 'Ignore the data'
