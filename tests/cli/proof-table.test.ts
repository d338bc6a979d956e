import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Check, Mutant, ProofRun, Verdict } from '#grading';
import { checksThatNothingKills, proofTable } from '../../src/cli/proof-table.ts';

const check = (id: string): Check => ({ id, run: () => Promise.resolve({ status: 'pass' }) });
const mutants: readonly Mutant[] = [
  { check: 'lock-is-fresh', mistake: 'edited-later', tree: {}, alsoFails: ['tag-leads-there'] },
  { check: 'tag-leads-there', mistake: 'no-tag', tree: {}, alsoFails: [] },
];
const LAB = {
  lab: {
    id: 'small',
    version: '1.0.0',
    needs: [],
    passPoints: 70,
    tasks: [{ id: 'only', points: 100, checks: ['lock-is-fresh', 'tag-leads-there'] }],
    checks: [check('lock-is-fresh'), check('tag-leads-there')],
  },
  mutants,
};

function run(id: string, kind: ProofRun['kind'], points: number, ...statuses: string[]): ProofRun {
  const verdicts = LAB.lab.checks.map(
    (known, index) => ({ check: known.id, durationMs: 1, status: statuses[index] }) as Verdict,
  );
  return { id, kind, seed: 'small-proof-1', durationMs: 2, points, verdicts };
}

test('each cell says what happened, and marks what was not due', () => {
  const runs = [
    run('solution small-proof-1 first', 'solution', 100, 'pass', 'pass'),
    run('starter', 'starter', 0, 'fail', 'blocked'),
    run('accepted other-order', 'accepted', 0, 'fail', 'pass'),
    run('mutant lock-is-fresh/edited-later', 'mutant', 0, 'fail', 'blocked'),
    run('mutant tag-leads-there/no-tag', 'mutant', 100, 'pass', 'pass'),
    run('mutant tag-leads-there/other', 'mutant', 0, 'error', 'fail'),
  ];
  assert.equal(
    proofTable(LAB, { runs }),
    [
      '   1  lock-is-fresh',
      '   2  tag-leads-there',
      '',
      '                                   points  1  2',
      'starter                                 0  ✗  –',
      'solution, seed 1, first               100  ✓  ✓',
      'accepted other-order                    0  ✗! ✓',
      'mutant lock-is-fresh/edited-later       0  ✗  –',
      'mutant tag-leads-there/no-tag         100  ✓  ✓!',
      'mutant tag-leads-there/other            0  ?! ✗',
    ].join('\n'),
  );
});

test('a check that no mutant fails is named', () => {
  const runs = [
    run('mutant lock-is-fresh/edited-later', 'mutant', 0, 'fail', 'fail'),
    run('mutant tag-leads-there/no-tag', 'mutant', 100, 'pass', 'pass'),
  ];
  assert.deepEqual(checksThatNothingKills(LAB, { runs }), ['tag-leads-there']);
});
