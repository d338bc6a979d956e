git init -q -b main
git config user.name 'Tomasz'
git config user.email 'tomasz@harborlight.example'
git add README.md tools/enforce.py
git commit -q -m 'Enforcer: pass, so that the nightly job can be wired up'
git add contracts docs
git commit -q -m 'Notes of the talk with Ines, and a first stab at the contract'
git add .
git commit -q -m 'Twelve weeks of applications to try it on'
git config user.name 'Learner'
git config user.email 'learner@harborlight.test'
