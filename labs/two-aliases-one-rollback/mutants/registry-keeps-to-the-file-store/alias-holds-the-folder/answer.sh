set -e
printf 'version-1' > registry/models/loan-default/aliases/champion
