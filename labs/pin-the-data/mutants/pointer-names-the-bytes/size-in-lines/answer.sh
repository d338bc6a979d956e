set -e
sed -i "s/size: .*/size: $(wc -l < data/applications.csv)/" data/applications.csv.dvc
git commit -q -a -m 'Correct the size'
