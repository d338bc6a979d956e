import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  edgesOf,
  kolmogorovSmirnov,
  noiseFloor,
  psi,
  sharesOf,
  sharesUpTo,
} from '../../../src/components/lesson/drift-simulator/stability.ts';
import {
  measure,
  QUIET,
  quietPsi,
  scorePsi,
  week,
} from '../../../src/components/lesson/drift-simulator/weeks.ts';
import { loanDefault, meanOf } from '../lessons/stated.ts';

const BUSY = { ...QUIET, rows: 500 };

test('the worked week of the blueprint has an index of 0.066753', () => {
  const now = [0.05, 0.07, 0.09, 0.1, 0.1, 0.1, 0.11, 0.12, 0.13, 0.13];
  assert.equal(psi(new Array<number>(10).fill(0.1), now).toFixed(6), '0.066753');
});

test('the edges are those of the reference, and a value on one lies in the upper bin', () => {
  const { edges } = measure(week('sim-1', BUSY), BUSY, loanDefault());
  assert.deepEqual(edges, [545, 578, 601, 621, 640, 659, 680, 704, 736]);
  assert.deepEqual(sharesOf([1, 2, 2, 3], [2]), [0.25, 0.75]);
  assert.deepEqual(edgesOf([5, 5, 5, 5, 9], 5), [5, 9]);
  assert.deepEqual(sharesOf([1], [2]), [1, 0.0001]);
});

test('the noise floor of 100 and 500 rows is that of the lesson, and rises with the bins', () => {
  assert.deepEqual(
    [100, 500].map((rows) => {
      const { mean, line } = noiseFloor(10, 3000, rows);
      return `${mean.toFixed(3)} ${line.toFixed(3)}`;
    }),
    ['0.093 0.175', '0.021 0.039'],
  );
  assert.ok(noiseFloor(10, 3000, 179).line >= 0.1 && noiseFloor(10, 3000, 180).line < 0.1);
  assert.equal((noiseFloor(20, 3000, 100).line / noiseFloor(5, 3000, 100).line).toFixed(2), '3.18');
});

test('two hundred quiet weeks of 100 rows ring in 43 of a hundred, of 500 rows in none', () => {
  for (const [rows, alarms, mean] of [
    [100, 86, '0.103'],
    [500, 0, '0.022'],
  ] as const) {
    const values = Array.from({ length: 200 }, (_, i) => quietPsi(i, { ...QUIET, rows }));
    assert.equal(values.filter((value) => value >= 0.1).length, alarms);
    assert.equal(meanOf(values).toFixed(3), mean);
  }
});

test('a shift of 45 and of 60 points, and concept drift, measure as the lesson says', () => {
  assert.equal(scorePsi(week('wk-DF16-45', { ...BUSY, shift: -45 }), 10).toFixed(2), '0.47');
  assert.equal(scorePsi(week('wk--60', { ...BUSY, shift: -60 }), 10).toFixed(2), '0.88');
  assert.equal(scorePsi(week('wk-DF15', { ...BUSY, concept: 90 }), 10).toFixed(2), '0.01');
});

test('concept drift moves the AUC, not the index; another channel mix moves the index of channel', () => {
  const large = { ...QUIET, rows: 2000 };
  const quiet = measure(week('sim-1', large), large, loanDefault());
  const drifted = { ...large, concept: 200 };
  const concept = measure(week('sim-1', drifted), drifted, loanDefault());
  assert.ok(concept.psi < 0.02 && quiet.psi < 0.02);
  assert.ok((quiet.auc ?? 0) - (concept.auc ?? 1) > (quiet.aucError ?? 1));
  const mixed = { ...large, partner: 420 };
  const channels = measure(week('sim-1', mixed), mixed, loanDefault());
  assert.ok(channels.channelPsi > 0.27 && channels.channelPsi < 0.44, String(channels.channelPsi));
  assert.ok(quiet.channelPsi < 0.01);
});

test('the distance of Kolmogorov and Smirnov counts ties on both sides', () => {
  assert.deepEqual(kolmogorovSmirnov([1, 2, 3, 4], [1, 2, 3, 4]).distance, 0);
  assert.equal(kolmogorovSmirnov([1, 1, 2, 2], [2, 2, 3, 3]).distance, 0.5);
  assert.equal(kolmogorovSmirnov([1, 1, 2, 2], [2, 2, 3, 3]).at, 1);
  assert.equal(kolmogorovSmirnov([1], [2]).distance, 1);
  const { limit } = kolmogorovSmirnov(
    new Array<number>(2751).fill(1),
    new Array<number>(100).fill(1),
  );
  assert.equal(limit.toFixed(3), '0.138');
});

test('the distributions that are drawn differ by the KS distance where it is, and nowhere by more', () => {
  assert.deepEqual(sharesUpTo([3, 1, 2, 2], [0, 1, 2, 5]), [0, 0.25, 0.75, 1]);
  const shifted = { ...BUSY, shift: -45 };
  const { ks, upTo } = measure(week('wk-DF16-45', shifted), shifted, loanDefault());
  const gaps = upTo.map(({ score, reference, current }) => [score, Math.abs(reference - current)]);
  const [score, gap] = gaps.toSorted(([, a = 0], [, b = 0]) => b - a)[0] ?? [];
  assert.deepEqual([score, gap], [ks.at, ks.distance]);
  assert.ok(ks.distance > ks.limit);
  assert.deepEqual([upTo.at(-1)?.reference, upTo.at(-1)?.current], [1, 1]);
  const scores = upTo.map((one) => one.score);
  assert.deepEqual(
    scores,
    scores.toSorted((a, b) => a - b),
  );
});
