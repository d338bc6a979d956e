set -e
python3 - <<'EDIT'
import yaml
path = 'contracts/cases.odcs.yaml'
contract = yaml.safe_load(open(path))
table = contract['schema'][0]
columns = table['properties']
del columns[0]['logicalTypeOptions']
yaml.safe_dump(contract, open(path, 'w'), sort_keys=False)
EDIT
