set -e
python3 - <<'EDIT'
text = open('tools/enforce.py').read()
at = text.index('def read_contract')
doc = text[:text.index('import argparse')]
imports = text[text.index('import argparse'):text.index('SQLITE_TYPES')]
open('tools/rules.py', 'w').write('"""The rules of a contract, each evaluated into one result."""\n\n' + imports + text[text.index('SQLITE_TYPES'):at])
main = text[at:].replace('Unreadable', 'rules.Unreadable').replace('enforce(contract', 'rules.enforce(contract').replace('Table(', 'rules.Table(').replace('moment(', 'rules.moment(')
open('tools/enforce.py', 'w').write(doc + 'import argparse\nimport json\nimport sys\n\nimport yaml\n\nimport rules\n\n\n' + main)
EDIT
