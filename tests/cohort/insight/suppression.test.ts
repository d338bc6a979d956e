import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finestBreakdown, isTellable, safeBreakdown, type Counts } from '#cohort';

test('a group under five is not told, and neither is the smallest other one, from which it would follow', () => {
  assert.deepEqual(safeBreakdown([[12], [7], [3], [20]]), {
    total: [42],
    groups: [[12], undefined, undefined, [20]],
  });
  assert.deepEqual(safeBreakdown([[12], [7], [20]]), { total: [39], groups: [[12], [7], [20]] });
  assert.deepEqual(safeBreakdown([[12], [2]]).groups, [undefined, undefined]);
  assert.deepEqual(safeBreakdown([[2], [1]]), { total: undefined, groups: [undefined, undefined] });
});

test('two hidden groups of one class each are not left with a sum of one to four', () => {
  // Together the small ones are three people: a third group joins them.
  assert.deepEqual(safeBreakdown([[2], [1], [9], [30]]).groups, [
    undefined,
    undefined,
    undefined,
    [30],
  ]);
  // The rest of those who have not passed would be one person of two groups.
  assert.deepEqual(
    safeBreakdown([
      [8, 1],
      [6, 0],
      [10, 6],
      [9, 8],
    ]).groups,
    [undefined, undefined, undefined, [9, 8]],
  );
});

test('where three classes cannot be told, two are; everybody and the groups then have the same', () => {
  const { isCoarse, total, groups } = finestBreakdown(
    [
      [9, 2, 5],
      [12, 6, 0],
    ],
    [[0], [1, 2]],
  );
  assert.deepEqual(
    { isCoarse, total, groups },
    {
      isCoarse: false,
      total: [21, 8, 5],
      groups: [undefined, undefined],
    },
  );
  assert.deepEqual(
    finestBreakdown(
      [
        [9, 2, 5],
        [12, 1, 6],
      ],
      [[0], [1, 2]],
    ),
    {
      isCoarse: true,
      total: [21, 14],
      groups: [
        [9, 7],
        [12, 7],
      ],
    },
  );
});

/** The same numbers in every run. */
function drawing(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('of two thousand cohorts, no number that is told and no difference of such numbers is of one to four people', () => {
  const draw = drawing(7);
  let [told, hiddenSome] = [0, 0];
  for (let run = 0; run < 2000; run += 1) {
    const classes = 1 + draw(3);
    const groups = Array.from({ length: 2 + draw(5) }, (): Counts =>
      Array.from({ length: classes }, () => (draw(3) === 0 ? draw(5) : draw(30))),
    );
    const safe = safeBreakdown(groups);
    if (!safe.total) {
      assert.ok(safe.groups.every((one) => one === undefined));
      continue;
    }
    const open = safe.groups.flatMap((one, at) => (one ? [at] : []));
    assert.notEqual(open.length, groups.length - 1, 'one hidden group alone follows from the rest');
    told += open.length;
    if (open.length < groups.length) hiddenSome += 1;
    // Everybody, less any choice of the groups that are told; and any choice of these by itself.
    for (let choice = 0; choice < 2 ** open.length; choice += 1) {
      const chosen = open.filter((_, bit) => (choice >> bit) % 2 === 1);
      for (let place = 0; place < classes; place += 1) {
        const sum = chosen.reduce((all, at) => all + (safe.groups[at]?.[place] ?? 0), 0);
        assert.ok(isTellable(sum), `${sum} of a choice of groups`);
        const rest = (safe.total[place] ?? 0) - sum;
        assert.ok(isTellable(rest), `${rest} by subtraction from ${JSON.stringify(groups)}`);
      }
    }
  }
  assert.ok(told > 500 && hiddenSome > 500, 'both happen often enough to prove something');
});
