set -e
md5=$(git show data-v1:data/applications.csv.dvc | grep -o '[0-9a-f]\{32\}')
rm -f .dvc/cache/files/md5/$(echo "$md5" | cut -c 1-2)/$(echo "$md5" | cut -c 3-)
