set -e
python3 - <<'EDIT'
path = 'tools/contract_diff.py'
text = open(path).read()
for old, new in [
    ('    print(json.dumps({"bump": bump, "changes": said}))', '    print(f"{sys.argv[1]} and {sys.argv[2]}:")\n    print(json.dumps({"changes": said, "bump": bump}, indent=4))'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
