set -e
git init -q -b main
git config user.name 'Learner'
git config user.email 'learner@plumbline.test'
printf '/data/cases.csv\n/inbox/\n/lake/\n' >> .gitignore
git add .gitignore README.md docs policy contracts
git commit -q -m 'What was agreed, before anything was built'
git add .
git commit -q -m 'Pipeline, candidates of last night, and two programs that are half there'
