import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryStore, exportRecordJson, LearnerRecord, type LabAttempt } from '#progress';

const attempt = (id: string, lab: string, startedAt: string): LabAttempt => ({
  id,
  lab,
  labVersion: '1.0.0',
  seed: `${lab}-abc`,
  engine: 'embedded',
  startedAt,
  durationMs: 1200,
  points: 40,
  maxPoints: 100,
  verdicts: { 'manifest-is-json': 'pass', 'digest-is-of-bytes': 'fail' },
  hintsUsed: { 'write-fingerprint': 1 },
  solutionSeen: false,
});

test('a lesson is opened once and done once: the first times stand', async () => {
  const record = new LearnerRecord(createMemoryStore());
  await record.markLessonOpened('versioning/five-things', new Date('2026-11-23T09:00:00Z'));
  await record.markLessonOpened('versioning/five-things', new Date('2026-11-24T09:00:00Z'));
  await record.markLessonDone('versioning/five-things', new Date('2026-11-25T09:00:00Z'));
  await record.markLessonDone('versioning/five-things', new Date('2026-11-26T09:00:00Z'));
  assert.deepEqual(await record.lessons(), [
    {
      lesson: 'versioning/five-things',
      firstOpenedAt: '2026-11-23T09:00:00.000Z',
      doneAt: '2026-11-25T09:00:00.000Z',
      markedAt: '2026-11-25T09:00:00.000Z',
    },
  ]);
});

test('a clock that was set back loses no mark, and no lesson is read before it was opened', async () => {
  const record = new LearnerRecord(createMemoryStore());
  await record.markLessonOpened('a/b', new Date('2026-11-25T09:00:00Z'));
  await record.markLessonDone('a/b', new Date('2026-11-20T09:00:00Z'));
  assert.deepEqual(await record.lessons(), [
    {
      lesson: 'a/b',
      firstOpenedAt: '2026-11-25T09:00:00.000Z',
      doneAt: '2026-11-25T09:00:00.000Z',
      markedAt: '2026-11-25T09:00:00.000Z',
    },
  ]);
});

test('the mark of a done lesson can be taken back', async () => {
  const record = new LearnerRecord(createMemoryStore());
  await record.markLessonDone('a/b', new Date('2026-11-25T09:00:00Z'));
  await record.markLessonNotDone('a/b', new Date('2026-11-25T10:00:00Z'));
  assert.deepEqual(await record.lessons(), [
    {
      lesson: 'a/b',
      firstOpenedAt: '2026-11-25T09:00:00.000Z',
      markedAt: '2026-11-25T10:00:00.000Z',
    },
  ]);
  // By a clock that was set back: the last word is still the later one.
  await record.markLessonDone('a/b', new Date('2026-11-20T00:00:00Z'));
  await record.markLessonNotDone('a/b', new Date('2026-11-20T00:00:00Z'));
  assert.deepEqual(await record.lessons(), [
    {
      lesson: 'a/b',
      firstOpenedAt: '2026-11-25T09:00:00.000Z',
      markedAt: '2026-11-25T10:00:00.002Z',
    },
  ]);
});

test('attempts are listed oldest first, of one lab or of all', async () => {
  const record = new LearnerRecord(createMemoryStore());
  await record.addAttempt(attempt('3', 'other', '2026-11-23T11:00:00.000Z'));
  await record.addAttempt(attempt('2', 'pin', '2026-11-23T10:00:00.000Z'));
  await record.addAttempt(attempt('1', 'pin', '2026-11-23T09:00:00.000Z'));
  const ids = async (lab?: string) => (await record.attempts(lab)).map(({ id }) => id);
  assert.deepEqual(await ids(), ['1', '2', '3']);
  assert.deepEqual(await ids('pin'), ['1', '2']);
});

test('the latest answer to a question stands, and answers are found by their lesson', async () => {
  const record = new LearnerRecord(createMemoryStore());
  const answer = (question: string, right: boolean) => ({
    question,
    right,
    answeredAt: '2026-11-23T09:00:00.000Z',
  });
  await record.addAnswer(answer('c/l#one', false));
  await record.addAnswer(answer('c/l#one', true));
  await record.addAnswer(answer('c/lesson-two#one', false));
  assert.deepEqual(await record.answers('c/l#'), [answer('c/l#one', true)]);
  assert.equal((await record.answers()).length, 2);
});

test('the learner has one random id, of 16 letters and digits', async () => {
  const store = createMemoryStore();
  const id = await new LearnerRecord(store).learnerId();
  assert.match(id, /^[0-9a-z]{16}$/);
  assert.equal(await new LearnerRecord(store).learnerId(), id);
  assert.notEqual(await new LearnerRecord(createMemoryStore()).learnerId(), id);
});

test('the export is the whole record as JSON; deleting leaves nothing of it', async () => {
  const record = new LearnerRecord(createMemoryStore());
  await record.markLessonOpened('a/b', new Date('2026-11-25T09:00:00Z'));
  await record.addAttempt(attempt('1', 'pin', '2026-11-23T09:00:00.000Z'));
  const learnerId = await record.learnerId();
  const exported: unknown = JSON.parse(
    await exportRecordJson(record, new Date('2026-11-26T00:00:00.000Z')),
  );
  assert.deepEqual(exported, {
    format: 'plumbline-record',
    schema: 8,
    exportedAt: '2026-11-26T00:00:00.000Z',
    learnerId,
    lessons: [{ lesson: 'a/b', firstOpenedAt: '2026-11-25T09:00:00.000Z' }],
    answers: [],
    attempts: [attempt('1', 'pin', '2026-11-23T09:00:00.000Z')],
    tries: [],
    quizResults: [],
    examResults: [],
    labSittings: [],
    receipts: [],
    assignments: [],
    packs: [],
    examReceipts: [],
    learnedReceipts: [],
    certificates: [],
    diagnostic: {},
    works: [],
    copies: [],
  });

  const heard: string[] = [];
  record.onChange((event) => heard.push(event));
  await record.deleteAll();
  assert.deepEqual(heard, ['deleted']);
  assert.deepEqual(await record.lessons(), []);
  assert.deepEqual(await record.attempts(), []);
  assert.notEqual(await record.learnerId(), learnerId);
});

test('an assignment is kept as it was opened last, the newest first, and can be taken off', async () => {
  const record = new LearnerRecord(createMemoryStore());
  const kept = (id: string, keptAt: string) => ({
    id,
    title: id,
    link: 'a1=x',
    learner: 'p-1',
    signer: 'did:key:z',
    keptAt,
  });
  await record.keepAssignment(kept('c/one', '2026-11-02T09:00:00.000Z'));
  await record.keepAssignment(kept('c/two', '2026-11-03T09:00:00.000Z'));
  await record.keepAssignment(kept('c/one', '2026-11-04T09:00:00.000Z'));
  assert.deepEqual(
    (await record.assignments()).map(({ id, keptAt }) => [id, keptAt]),
    [
      ['c/one', '2026-11-04T09:00:00.000Z'],
      ['c/two', '2026-11-03T09:00:00.000Z'],
    ],
  );
  await record.dropAssignment('c/one');
  assert.deepEqual(
    (await record.assignments()).map(({ id }) => id),
    ['c/two'],
  );
});
