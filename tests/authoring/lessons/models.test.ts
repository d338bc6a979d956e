import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { FEATURES } from '#harborlight';
import {
  heldOut,
  lessonText,
  listing,
  loanDefault,
  meanOf,
  quotedLines,
  states,
} from './stated.ts';

/** The figures of "Model package and signature" and "Registry, aliases, rollback". */

const COURSE = 'versioning-and-reproducibility';
const signature = lessonText(COURSE, 'model-package-and-signature');
const registry = lessonText(COURSE, 'registry-aliases-rollback');

test('the package has the 13 inputs of loan-default, in its order, as JSON in text', () => {
  const { signature: written } = parse(listing(signature, 'MLmodel')) as {
    signature: { inputs: string; outputs: string };
  };
  assert.deepEqual(
    JSON.parse(written.inputs),
    FEATURES.map((name) => ({ type: 'double', name, required: true })),
  );
  assert.deepEqual(JSON.parse(written.outputs), [
    { type: 'double', name: 'p_default', required: true },
  ]);
});

test('exchanging the first two inputs changes AUC and decisions as stated', () => {
  const straight = heldOut(loanDefault());
  const swapped = heldOut(loanDefault(), ([dti = 0, burden = 0, ...rest]) => [
    burden,
    dti,
    ...rest,
  ]);
  assert.deepEqual(FEATURES.slice(0, 2), ['dti', 'burden']);
  states(
    signature,
    `falls from ${straight.auc.toFixed(4)} to ${swapped.auc.toFixed(4)}`,
    `${straight.decisionsThatDiffer(swapped)} decisions are different`,
  );
});

test('a term in months changes AUC, mean risk and decisions as stated', () => {
  const straight = heldOut(loanDefault());
  const months = heldOut(loanDefault(), (row) => row.map((x, i) => (i === 2 ? x * 12 : x)));
  assert.equal(FEATURES[2], 'term_years');
  states(
    signature,
    `only drops to ${months.auc.toFixed(4)}`,
    `falls from ${meanOf(straight.probabilities).toFixed(3)} to ${meanOf(months.probabilities).toFixed(3)}`,
    `${straight.decisionsThatDiffer(months)} decisions of 1,000 change`,
  );
  assert.ok((loanDefault().coef[2] ?? 0) < 0, 'long terms are read as safer');
  states(signature, `(628 − 650) / 100 is −${Math.abs((628 - 650) / 100)}`);
});

interface Run {
  readonly name: string;
  readonly auc: number;
  readonly slice: number;
  readonly brier: number;
  readonly p95: number;
  readonly inputs: number;
}

function runs(): readonly Run[] {
  return [
    ...registry.matchAll(/^\| ([A-E]) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| (\d+) \| (.*) \|$/gm),
  ].map(([, name = '', auc, slice, brier, p95, known = '']) => ({
    name,
    auc: Number(auc),
    slice: Number(slice),
    brier: Number(brier),
    p95: Number(p95),
    inputs: known === '14 inputs' ? 14 : 13,
  }));
}

test('the policy that is quoted lets B and D through, in this order', () => {
  const { eligible } = parse(quotedLines(registry, 'eligible:')) as {
    eligible: Record<
      'auc' | 'min_slice_auc' | 'brier' | 'p95_ms',
      { at_least: number; at_most: number }
    >;
  };
  const passed = runs()
    .filter(({ auc }) => auc >= eligible.auc.at_least)
    .filter(({ slice }) => slice >= eligible.min_slice_auc.at_least)
    .filter(({ brier }) => brier <= eligible.brier.at_most)
    .filter(({ p95 }) => p95 <= eligible.p95_ms.at_most)
    .filter(({ inputs }) => inputs === FEATURES.length)
    .sort((a, b) => b.auc - a.auc || a.brier - b.brier);
  assert.equal(runs().length, 5);
  assert.deepEqual(
    passed.map(({ name }) => name),
    ['B', 'D'],
  );
});

test('run B is the reference model', () => {
  const { auc, brier, worstCountry } = heldOut(loanDefault());
  const b = runs().find(({ name }) => name === 'B');
  assert.deepEqual(
    [b?.auc, b?.slice, b?.brier],
    [auc, worstCountry, brier].map((x) => Number(x.toFixed(3))),
  );
});

test('each line of the trail is one JSON object, and D decided for seventeen hours', () => {
  const lines = listing(registry, 'registry/audit.jsonl').trim().split('\n');
  const [promoted, back] = lines.map(
    (line) => JSON.parse(line) as { ts: string; from: number; to: number },
  );
  assert.deepEqual([promoted?.from, promoted?.to, back?.from, back?.to], [1, 3, 3, 1]);
  const hours = (Date.parse(back?.ts ?? '') - Date.parse(promoted?.ts ?? '')) / 3_600_000;
  assert.equal(Math.round(hours), 17);
  states(registry, 'for seventeen hours', 'Monday 08:12', 'Tuesday 01:07');
});
