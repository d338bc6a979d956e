import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CANDIDATES,
  CHAMPION,
  chanceToPass,
  judge,
  LIMITS,
  noiseOf,
  normal,
} from '../../../src/components/lesson/gate-tuner/gate.ts';
import { heldOut, HOLDOUT, loanDefault } from '../lessons/stated.ts';

test('the champion is the reference model on the 1,000 held-out applications', () => {
  const { auc, brier, worstCountry } = heldOut(loanDefault());
  assert.equal(auc.toFixed(4), CHAMPION.auc.toFixed(4));
  assert.equal(brier.toFixed(3), CHAMPION.brier.toFixed(3));
  assert.equal(worstCountry.toFixed(3), CHAMPION.worstSlice.toFixed(3));
  assert.equal(HOLDOUT.filter(({ defaulted }) => defaulted).length, 154);
});

test('the noise is that of the lesson, and a quarter of it needs sixteen times the rows', () => {
  assert.equal(noiseOf(1000).toFixed(3), '0.021');
  assert.ok(Math.abs(noiseOf(16_000) / noiseOf(1000) - 0.25) < 0.01);
});

test('each candidate gets the answer that the lesson’s rules give', () => {
  const answers = CANDIDATES.map((one) => `${one.id} ${judge(one, LIMITS, noiseOf(1000)).answer}`);
  assert.deepEqual(answers, [
    'better inconclusive',
    'worse fail',
    'weak fail',
    'swedish fail',
    'no-brier fail',
    'nan fail',
    'leaky pass',
  ]);
});

test('what is missing or NaN fails its own rule and no other', () => {
  const failed = (id: string): readonly string[] =>
    judge(CANDIDATES.find((one) => one.id === id) ?? {}, LIMITS, 0.021)
      .rules.filter(({ holds }) => !holds)
      .map(({ rule, found }) => `${rule.split(' ')[0] ?? ''} ${found}`);
  assert.deepEqual(failed('no-brier'), ['Brier missing']);
  assert.deepEqual(failed('nan'), ['AUC NaN', 'AUC NaN']);
  assert.deepEqual(failed('swedish'), ['worst 0.702', 'worst 0.702']);
});

test('a larger holdout turns “inconclusive” into an answer', () => {
  const [better] = CANDIDATES;
  assert.ok(better);
  assert.equal(judge(better, LIMITS, noiseOf(20_000)).answer, 'inconclusive');
  assert.equal(judge(better, LIMITS, noiseOf(40_000)).answer, 'pass');
});

test('chance fails an equally good candidate at half a standard error in three of ten draws', () => {
  const error = noiseOf(1000);
  assert.equal((LIMITS.aucDelta / error).toFixed(1), '0.5');
  assert.equal(chanceToPass(0, LIMITS, error).toFixed(2), '0.68');
  assert.equal(chanceToPass(-0.03, LIMITS, error).toFixed(2), '0.17');
  assert.ok(chanceToPass(-0.03, LIMITS, noiseOf(20_000)) < 0.001);
});

test('a margin that is right nine times in ten on both sides exists from some 3,200 rows on', () => {
  const limits = { ...LIMITS, aucDelta: 0.015 };
  const isSharp = (rows: number): boolean =>
    chanceToPass(0, limits, noiseOf(rows)) >= 0.9 &&
    chanceToPass(-0.03, limits, noiseOf(rows)) <= 0.1;
  assert.equal(isSharp(3000), false);
  assert.equal(isSharp(3400), true);
});

test('the normal distribution has its known values', () => {
  assert.ok(Math.abs(normal(1.959964) - 0.975) < 1e-6);
  assert.ok(Math.abs(normal(-2.326348) - 0.01) < 1e-6);
  assert.ok(Math.abs(normal(0) - 0.5) < 1e-8);
});
