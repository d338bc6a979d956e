set -e
git add lake/2026-01-09
git commit -q -m 'Keep one snapshot'
