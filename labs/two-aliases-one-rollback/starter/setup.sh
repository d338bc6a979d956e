set -e
git init -q -b main
git config user.name 'Freja Lindqvist'
git config user.email 'freja@harborlight.test'
commit() { # author, date, message
  git -c user.name="$1" -c user.email="$2@harborlight.test" commit -q -m "$4" --date "$3"
}
git add policy contracts/features.json
commit 'Ines Carvalho' ines 2026-02-11T10:02:00Z 'What a model must show before it decides about anybody'
git add contracts
commit 'Tomasz Zielinski' tomasz 2026-03-31T15:40:00Z 'The two tables that are pinned'
git add mlruns
commit 'Freja Lindqvist' freja 2026-04-02T16:21:00Z 'Five runs, as training wrote them'
git add docs
commit 'Freja Lindqvist' freja 2026-04-03T09:12:00Z 'One page on the registry, so that nobody has to guess'
git add .gitignore README.md tools
commit 'Duarte Ramos' duarte 2026-04-03T17:55:00Z 'Three tools that I will want at 3 a.m., still empty'
git config user.name 'Learner'
git config user.email 'learner@harborlight.test'
