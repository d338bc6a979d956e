set -e
printf 3 > registry/models/loan-default/aliases/Latest
