set -e
printf '\n# old: %s\n' "$(git show HEAD~1:.env | head -1)" >> tools/pseudonym.py
