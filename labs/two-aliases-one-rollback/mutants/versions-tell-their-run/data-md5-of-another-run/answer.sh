set -e
mlreg tag loan-default 3 data_md5 "$(cat registry/models/loan-default/version-1/tags/data_md5)"
