set -e
git init -q -b main
commit() { # author, date, message
  git -c user.name="$1" -c user.email="$2@harborlight.example" commit -q -m "$4" --date "$3"
}
git config user.name 'Learner'
git config user.email 'learner@harborlight.test'
mv .env env.now
git add .gitignore README.md tools/lake.py lineage
commit Tomasz tomasz 2026-02-09T09:12:00Z 'One function that knows which file a data set is'
printf 'HL_PSEUDO_KEY=harborlight-dev-key\nHL_PSEUDO_KID=k1\n' > .env
git add .env
commit Tomasz tomasz 2026-03-02T18:40:00Z 'Pseudonyms: the key comes from the environment'
mv env.now .env
git add .env
commit Tomasz tomasz 2026-03-11T23:58:00Z 'A real key, so that the nightly job runs until I am back'
git add docs governance
commit Anke anke 2026-05-18T14:05:00Z 'Rules for data about people, as agreed'
git add tools
commit Tomasz tomasz 2026-05-29T17:31:00Z 'Frames of the four programs, for whoever writes them'
