import assert from 'node:assert/strict';
import { test } from 'node:test';
import { table, type Drift } from '#harborlight';
import { edgesOf, shares, stabilityIndex } from './stability-index.ts';
import { SEED, TRAIN, grouped, lessonText, meanOf, states } from './stated.ts';

/** The figures of "Drift without false alarms". */

const lesson = lessonText('deploy-test-monitor', 'drift-without-false-alarms');
const SCORE = 13;
const scoresOf = (rows: typeof TRAIN): readonly number[] =>
  rows
    .map(({ row }) => row[SCORE] ?? '')
    .filter((cell) => cell !== '')
    .map(Number);

const reference = scoresOf(TRAIN);
const edges = edgesOf(reference);
const psi = (rows: typeof TRAIN): number =>
  stabilityIndex(shares(reference, edges), shares(scoresOf(rows), edges));
const week = (name: string, rows: number, drift: Drift = {}) =>
  table(name, SEED, { rows, first: 1, startDay: 84, spanDays: 7, drift });

test('reference and edges are those of the training table', () => {
  states(
    lesson,
    `the ${grouped(reference.length)} of 3,000 applications that have one`,
    `${edges.slice(0, -1).join(', ')} and ${edges.at(-1) ?? ''}`,
    `The other ${TRAIN.length - reference.length} applicants have no score.`,
  );
});

test('the worked week has the index that the lesson gives, more than half of it from one bin', () => {
  const now = [0.05, 0.07, 0.09, 0.1, 0.1, 0.1, 0.11, 0.12, 0.13, 0.13];
  const whole = stabilityIndex(new Array<number>(10).fill(0.1), now);
  const first = stabilityIndex([0.1], now.slice(0, 1));
  states(lesson, `a PSI of ${whole.toFixed(4)}`, `contributes ${first.toFixed(4)}`);
  assert.ok(first > whole / 2);
});

test('the noise floor follows its formula', () => {
  const both = (m: number): number => 1 / 3000 + 1 / m;
  states(
    lesson,
    `the mean is ${(9 * both(100)).toFixed(3)} and the 95 per cent line lies at ${(16.919 * both(100)).toFixed(3)}`,
    `the mean is ${(9 * both(500)).toFixed(3)} and the line at ${(16.919 * both(500)).toFixed(3)}`,
    'from M = 180 on',
  );
  assert.ok(16.919 * both(180) < 0.1 && 16.919 * both(179) >= 0.1);
});

test('two hundred quiet weeks of each size have the mean and the alarms of the drawing', () => {
  for (const [rows, said] of [
    [100, '43 %, mean 0.103'],
    [250, '0.5 %, mean 0.042'],
    [500, '0 %, mean 0.022'],
  ] as const) {
    const quiet = Array.from({ length: 200 }, (_, w) => psi(week(`quiet-${rows}-${w}`, rows)));
    const alarms = (quiet.filter((value) => value >= 0.1).length / 200) * 100;
    assert.equal(`${alarms} %, mean ${meanOf(quiet).toFixed(3)}`, said);
    states(lesson, said);
  }
});

test('real shifts are found and concept drift is not', () => {
  const shifted = (bureau: number) =>
    psi(week(`wk-${bureau === -45 ? 'DF16-45' : '-60'}`, 500, { bureau, all: true }));
  states(
    lesson,
    `a week of 500 rows has a PSI of ${shifted(-45).toFixed(2)}`,
    `By 60 points, ${shifted(-60).toFixed(2)}.`,
    `The same week's PSI is ${psi(week('wk-DF15', 500, { concept: 90 })).toFixed(2)}.`,
  );
});
