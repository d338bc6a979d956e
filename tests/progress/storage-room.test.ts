import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryStore, LearnerRecord, type LabAttempt } from '#progress';
import { storageState } from '../../src/components/site/record/storage-state.ts';

const ATTEMPT: LabAttempt = {
  id: '1',
  lab: 'pin-the-data',
  labVersion: '1.0.0',
  seed: 'mine',
  engine: 'embedded',
  startedAt: '2026-11-26T10:00:00.000Z',
  durationMs: 1,
  points: 0,
  maxPoints: 100,
  verdicts: {},
  hintsUsed: {},
  solutionSeen: false,
};

test('the browser is asked to keep the storage with the first attempt, not with the first lesson, and once', async (t) => {
  const asked: string[] = [];
  const storage = {
    persisted: () => Promise.resolve(false),
    persist: () => {
      asked.push('persist');
      return Promise.resolve(false);
    },
  };
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  Object.defineProperty(globalThis, 'navigator', { value: { storage }, configurable: true });
  t.after(() => {
    if (before) Object.defineProperty(globalThis, 'navigator', before);
  });
  const record = new LearnerRecord(createMemoryStore());
  await record.markLessonOpened('course/lesson');
  assert.deepEqual(asked, []);
  await record.addAttempt(ATTEMPT);
  await record.addAttempt({ ...ATTEMPT, id: '2' });
  assert.deepEqual(asked, ['persist']);
  // A refusal changes nothing.
  assert.equal((await record.attempts()).length, 2);
});

test('a store is nearly full from four fifths on, and what a browser does not say is not made up', async () => {
  const of = (usage: number, persisted: boolean) =>
    storageState({
      estimate: () => Promise.resolve({ usage, quota: 1_000_000_000 }),
      persisted: () => Promise.resolve(persisted),
    });
  assert.deepEqual(await of(12_000_000, true), {
    used: '12 MB',
    room: '1.0 GB',
    isNearlyFull: false,
    isPersisted: true,
  });
  const { isNearlyFull, isPersisted } = await of(800_000_000, false);
  assert.deepEqual([isNearlyFull, isPersisted], [true, false]);
  assert.deepEqual(await storageState({}), { isNearlyFull: false });
  const refuses = { estimate: () => Promise.reject(new Error('no')) };
  assert.deepEqual(await storageState(refuses), { isNearlyFull: false });
});
