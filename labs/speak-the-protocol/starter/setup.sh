git init -q -b main
git config user.name 'Duarte'
git config user.email 'duarte@harborlight.example'
git add models
git commit -q -m 'Models as the registry exports them'
git add service/features.py docs samples
git commit -q -m 'One page on the protocol; the features, moved here from training unchanged'
git add .
git commit -q -m 'An application that answers 501, so that somebody has to'
git config user.name 'Learner'
git config user.email 'learner@harborlight.test'
