import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { QuizResult } from '#assessment';
import type { LabAttempt } from '#progress';
import { deedsOf } from '../../src/components/site/record/activity.ts';
import type { RecordStep } from '../../src/components/site/record/record-step.ts';
import { shownLevels } from '../../src/components/site/record/shown-levels.ts';
import { inWords, storageState } from '../../src/components/site/record/storage-state.ts';

const LAB: RecordStep = {
  kind: 'lab',
  id: 'pin',
  title: 'Pin the data',
  minutes: 60,
  href: '/labs/pin/',
  course: 'Versioning',
  pass: 70,
  checks: [{ id: 'one', claim: 'One', must: true }],
  shows: ['VER', 'DAT'],
};
const QUIZ: RecordStep = {
  ...LAB,
  kind: 'quiz',
  id: 'c/q',
  title: 'The quiz',
  href: '/q/',
  shows: ['VER', 'GOV'],
};
const attempt = (at: string, more: Partial<LabAttempt> = {}): LabAttempt => ({
  id: at,
  lab: 'pin',
  labVersion: '1.0.0',
  seed: 's',
  engine: 'embedded',
  startedAt: at,
  durationMs: 1,
  points: 80,
  maxPoints: 100,
  verdicts: { one: 'pass' },
  hintsUsed: {},
  solutionSeen: false,
  ...more,
});
const result = (right: number): QuizResult => ({
  id: `r${right}`,
  quiz: 'c/q',
  number: 1,
  startedAt: '2026-11-20T09:00:00.000Z',
  finishedAt: '2026-11-20T09:10:00.000Z',
  items: {},
  right,
  of: 8,
  pass: 75,
});
const levels = (attempts: readonly LabAttempt[], results: readonly QuizResult[] = []) => {
  const shown = shownLevels(['VER', 'DAT', 'GOV'], [LAB, QUIZ], attempts, results);
  return [shown.VER.level, shown.DAT.level, shown.GOV.level];
};

test('a passed quiz shows 1, a passed lab 2, and a lab passed alone 3', () => {
  assert.deepEqual(levels([]), [0, 0, 0]);
  assert.deepEqual(levels([], [result(5)]), [0, 0, 0]);
  assert.deepEqual(levels([], [result(6)]), [1, 0, 1]);
  assert.deepEqual(levels([attempt('a', { hintsUsed: { pin: 1 } })], [result(6)]), [2, 2, 1]);
  assert.deepEqual(levels([attempt('a', { solutionSeen: true })]), [2, 2, 0]);
  assert.deepEqual(levels([attempt('a', { hintsUsed: { pin: 0 } })]), [3, 3, 0]);
});

test('points are not enough where a check that must hold does not', () => {
  assert.deepEqual(levels([attempt('a', { verdicts: { one: 'fail' } })]), [0, 0, 0]);
  assert.deepEqual(levels([attempt('a', { points: 69 })]), [0, 0, 0]);
});

test('a level rests on the newest of its best evidence, said in words', () => {
  const shown = shownLevels(
    ['VER'],
    [LAB],
    [
      attempt('2026-11-21T09:00:00.000Z', { points: 90 }),
      attempt('2026-11-22T09:00:00.000Z', { points: 85 }),
      attempt('2026-11-23T09:00:00.000Z', { solutionSeen: true }),
    ],
    [],
  );
  assert.deepEqual(shown.VER, {
    level: 3,
    restsOn: {
      title: 'Pin the data',
      href: '/labs/pin/',
      how: '85 of 100 points, without a hint',
      at: '2026-11-22T09:00:00.000Z',
    },
  });
});

test('activity lists everything, the newest first, also what the site no longer has', () => {
  const deeds = deedsOf(
    [LAB, QUIZ],
    [{ lesson: 'c/gone', firstOpenedAt: '2026-11-19T09:00:00.000Z' }],
    [attempt('2026-11-21T09:00:00.000Z')],
    [result(6)],
    [
      {
        id: 's',
        exam: 'foundations',
        number: 2,
        seed: 's',
        bankSha256: '',
        items: [],
        answers: {},
        startedAt: '2026-11-25T09:00:00.000Z',
        finishedAt: '2026-11-25T09:40:00.000Z',
        pledgedAt: '2026-11-25T09:00:00.000Z',
        usedMs: 1,
        limitMs: 2,
        extraPercent: 0,
        setBack: 0,
        ended: 'learner',
        score: { right: 30, of: 40, passed: true, byCompetency: {}, byItem: {} },
        pass: 70,
      },
    ],
    { foundations: { title: 'MLOps Foundations', href: '/exams/foundations/' } },
  );
  assert.deepEqual(
    deeds.map(({ title, did, href }) => [title, did, href]),
    [
      ['MLOps Foundations', 'sitting 2, part K: 30 of 40 right', '/exams/foundations/'],
      ['Pin the data', '1 of 1 checks hold', '/labs/pin/'],
      ['The quiz', '6 of 8 right, passed', '/q/'],
      ['c/gone', 'opened', undefined],
    ],
  );
});

test('the browser’s word about room is told, and its silence too', async () => {
  const storage = (usage: number, quota: number, persisted: boolean) => ({
    estimate: () => Promise.resolve({ usage, quota }),
    persisted: () => Promise.resolve(persisted),
  });
  assert.deepEqual(await storageState(storage(12_400_000, 2_100_000_000, false)), {
    used: '12 MB',
    room: '2.1 GB',
    isNearlyFull: false,
    isPersisted: false,
  });
  assert.equal((await storageState(storage(81, 100, true))).isNearlyFull, true);
  assert.deepEqual(await storageState({}), { isNearlyFull: false });
  assert.deepEqual(await storageState({ estimate: () => Promise.reject(new Error('no')) }), {
    isNearlyFull: false,
  });
  assert.deepEqual([inWords(1), inWords(999_499), inWords(999_500)], ['1 kB', '1000 kB', '1 MB']);
});
