set -e
git add -f .env
git commit -q -m 'Settings'
