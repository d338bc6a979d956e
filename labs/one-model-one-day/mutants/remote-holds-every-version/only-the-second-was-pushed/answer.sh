set -e
pinned=$(git show data-v1:data/cases.csv.dvc | sed -n 's/^- md5: //p')
rm -f "lake/dvc/files/md5/$(echo "$pinned" | cut -c 1-2)/$(echo "$pinned" | cut -c 3-)"
