import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gradedLab, holds, score, type Check, type GradingManifest, type Verdict } from '#grading';

const MANIFEST: GradingManifest = {
  id: 'tiny',
  version: '1.0.0',
  needs: ['shell'],
  pass: 70,
  tasks: [
    { id: 'write', points: 70, checks: [{ id: 'a' }, { id: 'b' }] },
    { id: 'commit', points: 30, checks: [{ id: 'c' }] },
  ],
};
const check = (id: string): Check => ({ id, run: () => Promise.resolve(holds) });
const LAB = gradedLab(MANIFEST, [check('a'), check('b'), check('c')]);

function verdictsOf(statuses: Record<string, 'pass' | 'fail'>): Verdict[] {
  return Object.entries(statuses).map(([id, status]) =>
    status === 'pass'
      ? { check: id, durationMs: 0, status }
      : { check: id, durationMs: 0, status, summary: '', ran: '', cameBack: '', expected: '' },
  );
}

test('a task earns its points only when all of its checks hold', () => {
  assert.deepEqual(score(LAB, verdictsOf({ a: 'pass', b: 'fail', c: 'pass' })), {
    points: 30,
    maxPoints: 100,
    passed: false,
    unmet: [],
    tasks: [
      { task: 'write', points: 0, maxPoints: 70 },
      { task: 'commit', points: 30, maxPoints: 30 },
    ],
  });
});

test('the pass mark is reached by its very points', () => {
  assert.equal(score(LAB, verdictsOf({ a: 'pass', b: 'pass', c: 'fail' })).passed, true);
});

test('nobody passes without a must-check, whatever the points', () => {
  const [write, commit] = MANIFEST.tasks;
  assert.ok(write && commit);
  const tasks = [write, { ...commit, checks: [{ id: 'c', must: true }] }];
  const lab = gradedLab({ ...MANIFEST, tasks }, LAB.checks);
  const without = score(lab, verdictsOf({ a: 'pass', b: 'pass', c: 'fail' }));
  assert.deepEqual([without.points, without.passed, without.unmet], [70, false, ['c']]);
  const all = score(lab, verdictsOf({ a: 'pass', b: 'pass', c: 'pass' }));
  assert.deepEqual([all.points, all.passed, all.unmet], [100, true, []]);
});

test('a check that was not run earns nothing', () => {
  assert.equal(score(LAB, verdictsOf({ a: 'pass' })).points, 0);
});

test('a manifest and checks that disagree are refused by name', () => {
  assert.throws(() => gradedLab(MANIFEST, [check('a'), check('b'), check('b'), check('d')]), {
    name: 'LabChecksDisagree',
    message:
      'labs/tiny: lab.yaml and checks.ts do not name the same checks: checks.ts has "b" twice; ' +
      'checks.ts has no check "c"; lab.yaml gives "d" to no task.',
  });
});
