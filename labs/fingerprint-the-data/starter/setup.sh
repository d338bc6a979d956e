git init -q -b main
git config user.name 'Learner'
git config user.email 'learner@harborlight.test'
git add README.md fingerprint.py which.py handover/january.json
git commit -q -m 'Take over from Tomasz'
