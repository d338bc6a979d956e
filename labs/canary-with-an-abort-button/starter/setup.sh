git init -q -b main
git config user.name 'Duarte'
git config user.email 'duarte@harborlight.example'
git add README.md deploy/rollout.yaml
git commit -q -m 'loan-default runs in four pods'
git add docs/release-policy.md docs/metrics.md
git commit -q -m 'The release policy, as agreed after that Thursday'
git add deploy/services.yaml
git commit -q -m 'Two services and an ingress, so that the new version can be measured apart'
git add .
git commit -q -m 'The next release: note, windows, and stubs for whoever writes it'
git config user.name 'Learner'
git config user.email 'learner@harborlight.test'
