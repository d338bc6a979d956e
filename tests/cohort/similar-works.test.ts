import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SimilarWorks, type SimilarPair } from '#cohort';
import { textFile, type FileTree } from '#container';

const STARTER = `import pandas as pd


def load(path):
    """Reads the orders."""
    return pd.read_csv(path)


def main():
    orders = load("data/orders.csv")
    print(orders.head())
    print(len(orders), "orders were read, and none of them was looked at")


main()
`;

const ADA = STARTER.replace('main()\n', '').replace(
  '\n\ndef main',
  `

def late_share(orders, days):
    # Late is what came after the promise.
    late = orders[orders.delivered > orders.promised]
    if len(orders) == 0:
        return 0.0
    grouped = late.groupby("carrier").size().sort_values(ascending=False)
    for carrier, count in grouped.items():
        print(carrier, count, days)
    return len(late) / len(orders)


def main`,
);

/** The same with other names, comments, spaces and quotes. */
const BOB = ADA.replaceAll('late_share', 'howLate')
  .replaceAll('grouped', 'perCarrier')
  .replaceAll('carrier, count', 'k, v')
  .replace('# Late is what came after the promise.', '# my own idea')
  .replaceAll('"', "'")
  .replace('return 0.0', 'return    0');

const EVE = STARTER.replace(
  '\n\ndef main',
  `

def share_of_late(table):
    """Counts by hand."""
    total = 0
    bad = 0
    with open("out.txt", "w") as out:
        while total < len(table):
            row = table.iloc[total]
            total += 1
            if row["delivered"] > row["promised"]:
                bad += 1
                out.write(str(row["id"]) + "\\n")
    assert bad <= total
    return bad and bad / total


def main`,
);

const tree = (train: string, more: Readonly<Record<string, string>> = {}): FileTree => ({
  'train.py': textFile(train),
  ...Object.fromEntries(Object.entries(more).map(([path, text]) => [path, textFile(text)])),
});

function compared(works: Readonly<Record<string, FileTree>>): readonly SimilarPair[] {
  const similar = new SimilarWorks();
  for (const [learner, work] of Object.entries(works)) {
    similar.add({ id: `id-${learner}`, learner, seed: `seed-${learner}` }, work, startOf(learner));
  }
  return similar.pairs();
}

/** Orders of this learner alone: a table, and what a program needs of it. */
const dataOf = (learner: string): Readonly<Record<string, string>> => ({
  'data/orders.csv': `id,carrier\n1,${learner}\n2,${learner}\n3,${learner}\n`,
  'data/meta.json': JSON.stringify({
    rows: 40000 + learner.charCodeAt(0),
    carriers: Array.from({ length: 40 }, (_, at) => ({ of: `${learner}-${at}`, name: learner })),
  }),
});

const startOf = (learner: string): FileTree =>
  tree(STARTER, { 'params.yaml': 'epochs: 12345\n', ...dataOf(learner) });

const names = ({ a, b }: SimilarPair): string => `${a.learner} ${b.learner}`;

test('a renamed copy is found with the lines that match; the starter and honest other work are not', () => {
  const [pair, ...others] = compared({
    ada: tree(ADA),
    bob: tree(BOB, { 'notes.md': 'I did this alone.\n' }),
    eve: tree(EVE),
    kim: tree(STARTER),
    zoe: tree(STARTER),
  });
  assert.deepEqual(others, []);
  assert.ok(pair);
  assert.equal(names(pair), 'ada bob');
  assert.ok(pair.share > 0.9, `${pair.share}`);
  const [passage] = pair.passages;
  const lines = ADA.split('\n');
  const from = lines.findIndex((line) => line.startsWith('def late_share')) + 1;
  const to = lines.findIndex((line) => line.startsWith('    return len(late)')) + 1;
  assert.equal(passage?.a.path, 'train.py');
  assert.ok(passage.a.from <= from + 1 && passage.a.to >= to, JSON.stringify(passage));
  assert.deepEqual(passage.a, { ...passage.b });
});

test('what a third of a class has is the lab’s own, and says nothing of two people', () => {
  const works = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`learner-${index}`, tree(index < 6 ? ADA : EVE)]),
  );
  assert.deepEqual(compared(works).map(names), []);
});

test('the same numbers and files under two seeds are shown, those of many and of the starter are not', () => {
  const score = (value: string) => ({ 'metrics.json': `{"auc": ${value}, "rows": 54321}\n` });
  const params = { 'params.yaml': 'epochs: 12345\n' };
  const works = {
    ada: tree(STARTER, { ...score('0.87314'), ...params }),
    bob: tree(STARTER, { ...score('0.87314'), ...params }),
    eve: tree(STARTER, { ...score('0.91127'), ...params }),
    kim: tree(STARTER, { ...score('0.90001'), ...params }),
    zoe: tree(STARTER, { ...score('0.80007'), ...params }),
  };
  assert.deepEqual(
    compared(works).map((pair) => [names(pair), pair.share, pair.sameFiles, pair.sameValues]),
    [['ada bob', 0, ['metrics.json'], ['0.87314']]],
  );
});

test('a copy of another learner’s data is shown, whoever handed in first; data of one’s own are not, and make nobody’s lines less alike', () => {
  const works = {
    ada: tree(ADA, dataOf('ada')),
    bob: tree(STARTER, {
      ...dataOf('bob'),
      'data/orders.csv': dataOf('ada')['data/orders.csv'] ?? '',
    }),
    eve: tree(BOB, dataOf('eve')),
    kim: tree(STARTER, dataOf('ada')),
    zoe: tree(STARTER, dataOf('zoe')),
  };
  const shown = [
    ['ada eve', true, [], []],
    ['ada kim', false, ['data/orders.csv', 'data/meta.json'], ['40097']],
    ['ada bob', false, ['data/orders.csv'], []],
    ['bob kim', false, ['data/orders.csv'], []],
  ];
  const told = (pairs: readonly SimilarPair[]) =>
    pairs
      .map((pair) => [names(pair).split(' ').sort().join(' '), pair] as const)
      .map(([who, { share, sameFiles, sameValues }]) => [
        who,
        share > 0.9,
        [...sameFiles],
        [...sameValues],
      ]);
  const sorted = (rows: readonly (readonly unknown[])[]) =>
    [...rows].sort((x, y) => (String(x[0]) < String(y[0]) ? -1 : 1));
  assert.deepEqual(sorted(told(compared(works))), sorted(shown));
  const lastFirst = Object.fromEntries(Object.entries(works).reverse());
  assert.deepEqual(sorted(told(compared(lastFirst))), sorted(shown));
});

test('sixty works are compared in seconds, and hostile text holds nothing up', () => {
  const works: Record<string, FileTree> = {};
  for (let index = 0; index < 60; index += 1) {
    const own = Array.from(
      { length: 60 },
      (_, line) =>
        `x${line} = ${'abcdefgh'[(index * 7 + line) % 8] ?? ''}.m${(index * 31 + line * 17) % 997}(${line})`,
    );
    works[`learner-${index}`] = tree(ADA + own.join('\n'), {
      'evil.py': `${'"'.repeat(5000)}${"'''".repeat(3000)}${'/*'.repeat(5000)}`,
      'same.py': 'a = 1\n'.repeat(5000),
    });
  }
  const startedAt = performance.now();
  const pairs = compared(works);
  const tookMs = performance.now() - startedAt;
  assert.ok(tookMs < 60_000, `${Math.round(tookMs)} ms`);
  assert.ok(pairs.length <= 200);
});
