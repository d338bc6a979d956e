set -e
python3 - <<'EDIT'
path = 'tools/pseudonymise.py'
text = open(path).read()
for old, new in [
    ('    pseudonyms = pseudonym.from_environment()\n', '    open(arguments.silver, "w").close()\n    pseudonyms = pseudonym.from_environment()\n'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
