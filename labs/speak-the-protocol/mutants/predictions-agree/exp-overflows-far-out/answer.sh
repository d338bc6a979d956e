set -e
python3 - <<'EDIT'
path = 'service/app.py'
text = open(path).read()
for old, new in [
    ('scores = [probability(model, row) for row in rows]', 'scores = [1 / (1 + math.exp(-(model["intercept"] + sum(c * x for c, x in zip(model["coef"], row))))) for row in rows]'),
]:
    assert old in text, old
    text = text.replace(old, new)
open(path, 'w').write(text)
EDIT
