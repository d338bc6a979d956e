set -e
printf 'HL_PSEUDO_KEY=harborlight-dev-key\nHL_PSEUDO_KID=k2\n' > .env
set -a
. ./.env
set +a
python3 tools/pseudonymise.py --in lake/bronze/applications.csv --out lake/silver/applications.csv
