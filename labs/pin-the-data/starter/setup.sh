set -e
git init -q -b main
git config user.name 'Freja Lindqvist'
git config user.email 'freja@harborlight.test'
commit() { # author, date, message
  git -c user.name="$1" -c user.email="$2@harborlight.test" commit -q -m "$4" --date "$3"
}
mv data/applications.csv applications.now
mkdir -p data
# What stood there before: the file was overwritten in place, as files are.
head -n 1801 applications.now > data/applications.csv
git add .gitignore README.md params.yaml src
commit 'Tomasz Zielinski' tomasz 2026-01-12T08:55:00Z 'Score applications with a logistic regression'
git add data
commit 'Tomasz Zielinski' tomasz 2026-01-19T17:20:00Z 'January data, do not touch'
mv applications.now data/applications.csv
git add data
commit 'Tomasz Zielinski' tomasz 2026-03-30T16:41:00Z 'Update data'
