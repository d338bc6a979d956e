set -e
python3 - <<'EDIT'
import json
import yaml

path = 'contracts/applications.odcs.yaml'
contract = yaml.safe_load(open(path))
(table,) = contract['schema']
properties = {one['name']: one for one in table['properties']}
# Valid values as a pattern of the type, the key unique by itself, a stricter class than asked.
properties['country'].pop('quality')
properties['country']['logicalTypeOptions'] = {'pattern': 'DE|PL|PT|SE'}
properties['application_id'].pop('unique')
properties['application_id']['logicalTypeOptions']['pattern'] = 'A-\\d{6}'
properties['amount_eur']['classification'] = 'confidential'
properties['income_month_eur']['logicalTypeOptions'] = {'exclusiveMinimum': 449.995}
table['properties'] = list(reversed(table['properties']))
table['quality'] = [
    {'type': 'library', 'metric': 'rowCount', 'mustBeGreaterOrEqualTo': 101, 'severity': 'error'},
    {'type': 'sql', 'query': "SELECT COUNT(*) - COUNT(DISTINCT customer_id || ' ' || applied_at) FROM applications", 'mustBe': 0},
    {'type': 'sql', 'query': 'SELECT SUM(debt_month_eur > income_month_eur) FROM applications', 'mustBeLessThan': 1},
]
properties['bureau_score']['quality'] = [
    {'metric': 'missingValues', 'arguments': {'missingValues': ['']}, 'mustBeLessThan': 15, 'unit': 'percent', 'severity': 'warning'},
]
contract['team'] = [{'username': 'ines@harborlight.example', 'role': 'Owner'}]
contract['slaProperties'] = [
    {'property': 'frequency', 'value': 7, 'unit': 'days'},
    {'property': 'retention', 'value': '5', 'unit': 'years'},
    {'property': 'latency', 'value': 192, 'unit': 'hours', 'element': 'applied_at'},
]
json.dump(contract, open(path, 'w'), indent=1)
EDIT
