import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assignmentFragment,
  assignmentSeed,
  assignmentSha256,
  didOf,
  markLearned,
  readLearnedSubmission,
  type Assignment,
} from '#cohort';
import { createMemoryStore, digestOf, LearnerRecord } from '#progress';
import { makeLearnedHandIn } from '../../src/components/assessment/learned/hand-in.ts';
import {
  answerItem,
  begin,
  finish,
  readStand,
} from '../../src/components/assessment/quiz-session.ts';
import { readKept } from '../../src/components/site/assigned/read-kept.ts';
import { KEY } from '../cohort/example.ts';
import { QUIZ } from '../cohort/example-learned.ts';
import { COHORT, LINA, TERMS } from '../cohort/register/example-cohort.ts';

const NOW = new Date('2026-11-09T09:00:00.000Z');
const LESSON = 'versioning-and-reproducibility/data-pointers';
const ID = `${COHORT.id}/${TERMS.id}`;
const assignment: Assignment = {
  terms: {
    ...TERMS,
    items: [
      { kind: 'lesson', id: LESSON, title: 'Data pointers' },
      { kind: 'quiz', id: QUIZ.id, title: QUIZ.title },
    ],
  },
  published: [],
};
const seed = (attempt: number): string => assignmentSeed(COHORT.secret, TERMS.id, LINA.id, attempt);
const work = (attempt: number) => ({ id: ID, attempt, seed: seed(attempt) });

/** A browser that has opened the learner's link. */
async function recordWithLink(): Promise<LearnerRecord> {
  const record = new LearnerRecord(createMemoryStore());
  await record.keepAssignment({
    id: ID,
    title: TERMS.title,
    link: await assignmentFragment(COHORT, assignment, LINA.id, KEY, NOW),
    learner: LINA.id,
    signer: didOf(KEY),
    keptAt: NOW.toISOString(),
  });
  return record;
}

/** Takes an attempt, or a try in practice, with so many right answers. */
async function take(record: LearnerRecord, right: number, attempt?: number) {
  let { open } = await begin(record, QUIZ, attempt === undefined ? undefined : work(attempt));
  assert.ok(open);
  for (const [index, id] of open.items.entries()) {
    open = (await answerItem(record, QUIZ, open, id, index < right ? 1 : 0)).open;
    assert.ok(open);
  }
  return (await finish(record, QUIZ, open)).results.at(-1);
}

test('an assigned try has the questions of its seed, is taken once, and lies apart from practice', async () => {
  const record = await recordWithLink();
  await take(record, 8);
  const first = await take(record, 6, 1);
  assert.deepEqual([first?.seed, first?.assigned, first?.attempt], [seed(1), ID, 1]);
  const again = await begin(record, QUIZ, work(1));
  assert.equal(again.open, undefined);
  assert.deepEqual(
    again.results.map(({ right }) => right),
    [6],
  );
  const second = await begin(record, QUIZ, work(2));
  assert.deepEqual([second.open?.attempt, second.results], [2, []]);
  assert.equal((await readStand(record, QUIZ)).open, undefined, 'practice goes on by itself');
  assert.equal((await readStand(record, QUIZ)).results.length, 2);
});

test('what is handed in of a quiz is marked by who assigned it, from the answers alone', async () => {
  const record = await recordWithLink();
  await take(record, 8);
  const result = await take(record, 6, 1);
  assert.ok(result);
  const { bytes, receipt } = await makeLearnedHandIn(record, { kind: 'quiz', result }, NOW);
  assert.equal(receipt.id, digestOf(bytes));
  assert.equal(receipt.fileName, `end.${LINA.id}.2026-11-09-090000.learned.json`);
  const { value } = readLearnedSubmission(bytes);
  assert.equal(value?.submission.assignmentSha256, assignmentSha256(assignment.terms));
  const marked = markLearned(bytes, {
    quizOf: () => QUIZ,
    lessonOf: () => undefined,
    grader: { name: 'plumbline', version: '1.0.0', sha256: 'c3'.repeat(32) },
    gradedAt: NOW.toISOString(),
    gradedBy: 'Ada Instructor',
  });
  assert.deepEqual(marked.value?.record.score, { right: 6, of: 8, pass: 75, passed: true });
  assert.deepEqual(marked.value.record.notes, []);
});

test('what is due offers what can be handed in, and tells what was', async () => {
  const record = await recordWithLink();
  const shown = async () => {
    const [one] = await readKept(record, (path) => path);
    assert.ok(one && one.fault === undefined);
    return one.items.map(({ state, ways }) => [
      state,
      ...ways.map(({ words, handIn }) => [words, handIn?.kind]),
    ]);
  };
  assert.deepEqual(await shown(), [
    ['untouched', ['', undefined]],
    ['untouched', ['', undefined], ['', undefined]],
  ]);
  const lesson = { kind: 'lesson', lesson: LESSON, assigned: ID } as const;
  await assert.rejects(makeLearnedHandIn(record, lesson, NOW), { name: 'LessonNotRead' });
  await record.markLessonDone(LESSON, NOW);
  await record.addAnswer({ question: `${LESSON}#one`, right: true, answeredAt: '' });
  const result = await take(record, 5, 2);
  assert.ok(result);
  assert.deepEqual(await shown(), [
    ['begun', ['read, not handed in', 'lesson']],
    ['begun', ['', undefined], ['5 of 8 right, self-assessed, not handed in', 'quiz']],
  ]);
  for (const what of [lesson, { kind: 'quiz', result } as const]) {
    const { receipt, bytes } = await makeLearnedHandIn(record, what, NOW);
    assert.ok(readLearnedSubmission(bytes).value);
    await record.addLearnedReceipt(receipt);
  }
  const [read, quiz] = await shown();
  assert.deepEqual([read?.[0], quiz?.[0]], ['done', 'done']);
  assert.match(String(read?.[1]), /^handed in /);
  assert.match(String(quiz?.[2]), /^handed in /);
  await record.dropAssignment(ID);
  await assert.rejects(makeLearnedHandIn(record, lesson, NOW), { name: 'AssignmentGone' });
});
