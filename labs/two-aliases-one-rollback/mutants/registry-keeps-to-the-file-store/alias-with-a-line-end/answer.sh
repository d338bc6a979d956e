set -e
echo 3 > registry/models/loan-default/aliases/challenger
