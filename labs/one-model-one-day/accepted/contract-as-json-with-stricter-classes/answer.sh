set -e
python3 - <<'EDIT'
import json, yaml
path = 'contracts/cases.odcs.yaml'
contract = yaml.safe_load(open(path))
(table,) = contract['schema']
for column in table['properties']:
    column['classification'] = 'restricted' if column['classification'] == 'confidential' else column['classification']
    for rule in column.get('quality', []):
        if rule['metric'] == 'nullValues':
            rule.update(metric='missingValues', arguments={'missingValues': ['']})
table['properties'].reverse()
table['properties'][-1].pop('unique')
contract['team'] = contract['team']['members']
contract['slaProperties'][0].update(value=192, unit='h')
json.dump(contract, open(path, 'w'), indent=1)
EDIT
