set -e
git show HEAD~1:.env | sed 's/k1/k2/' > .env
set -a
. ./.env
set +a
python3 tools/pseudonymise.py --in lake/bronze/applications.csv --out lake/silver/applications.csv
