import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LabAttempt } from '#progress';
import { checksThatHold, nextStep, standings } from '../../src/components/site/standing.ts';

const STEPS = [
  { kind: 'lesson', id: 'c/one' },
  { kind: 'lesson', id: 'c/two' },
  { kind: 'lab', id: 'pin', pass: 70 },
] as const;

function attempt(points: number, startedAt: string): LabAttempt {
  return {
    id: startedAt,
    lab: 'pin',
    labVersion: '1.0.0',
    seed: 's',
    engine: 'embedded',
    startedAt,
    durationMs: 1,
    points,
    maxPoints: 100,
    verdicts: { a: 'pass', b: points >= 70 ? 'pass' : 'fail', c: 'blocked' },
    hintsUsed: {},
    solutionSeen: false,
  };
}

test('nothing touched: every step is untouched, and the first one comes next', () => {
  const all = standings(STEPS, [], []);
  assert.deepEqual(
    all.map(({ state }) => state),
    ['untouched', 'untouched', 'untouched'],
  );
  assert.equal(nextStep(all), 0);
});

test('a lesson that was opened is begun, and where the learner left off', () => {
  const all = standings(STEPS, [{ lesson: 'c/two', firstOpenedAt: '2026-01-02T00:00:00Z' }], []);
  assert.equal(all[1]?.state, 'begun');
  assert.equal(nextStep(all), 1);
});

test('after a lesson that is done the next step after it comes, not an earlier one', () => {
  const read = { lesson: 'c/two', firstOpenedAt: '2026-01-02T00:00:00Z' };
  const all = standings(STEPS, [{ ...read, doneAt: '2026-01-02T00:10:00Z' }], []);
  assert.equal(nextStep(all), 2);
});

test('the best attempt decides whether a lab is done, whatever came after it', () => {
  const attempts = [attempt(80, '2026-01-03T00:00:00Z'), attempt(20, '2026-01-04T00:00:00Z')];
  const [, , lab] = standings(STEPS, [], attempts);
  assert.equal(lab?.state, 'done');
  assert.equal(lab.best?.points, 80);
  assert.equal(lab.at, '2026-01-04T00:00:00Z');
});

test('a lab below its pass mark is begun, and its checks are counted', () => {
  const [, , lab] = standings(STEPS, [], [attempt(40, '2026-01-03T00:00:00Z')]);
  assert.equal(lab?.state, 'begun');
  assert.ok(lab.best);
  assert.equal(checksThatHold(lab.best), '1 of 3 checks hold');
});

test('when the last step is done the first open one comes, and none when all are', () => {
  const done = (lesson: string) => ({
    lesson,
    firstOpenedAt: '2026-01-01T00:00:00Z',
    doneAt: '2026-01-01T00:00:00Z',
  });
  const passed = [attempt(100, '2026-01-05T00:00:00Z')];
  assert.equal(nextStep(standings(STEPS, [done('c/one')], passed)), 1);
  assert.equal(nextStep(standings(STEPS, [done('c/one'), done('c/two')], passed)), undefined);
});
