set -e
sed -i '/^\.env$/d' .gitignore
git commit -q -a -m 'Tidy .gitignore'
