import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  didOf,
  readLearnedRecord,
  softwareKey,
  writeLearnedSubmission,
  type AssignedItem,
  type HandIn,
  type HandInGrading,
  type LearnedSubmission,
} from '#cohort';
import { markHandIn } from '../../src/components/teach/regrade/mark-hand-in.ts';
import { LESSON, QUIZ, quizOf } from './example-learned.ts';
import { handInOf, LINA } from './register/example-cohort.ts';

const LEARNER_KEY = softwareKey(new Uint8Array(32).fill(7));
const GRADER_KEY = softwareKey(new Uint8Array(32).fill(11));
const NOW = new Date('2026-11-10T09:00:00.000Z');

const ITEMS: readonly AssignedItem[] = [
  { kind: 'quiz', id: QUIZ.id, title: 'Small: the quiz, as it was assigned' },
  { kind: 'lesson', id: LESSON.lesson, title: 'Data pointers' },
];

/** Marks it as a page would that keeps one hand-in; tells which banks were asked for. */
async function mark(submission: LearnedSubmission | Uint8Array, item: HandIn['item']) {
  const bytes =
    submission instanceof Uint8Array
      ? submission
      : await writeLearnedSubmission(submission, LEARNER_KEY);
  let kept: HandIn = { ...handInOf(LINA, 'a'.repeat(64), 'x.learned.json'), item };
  const asked: string[] = [];
  const markers = {
    store: {
      updateHandIn: (_: unknown, change: (before: HandIn) => HandIn) =>
        Promise.resolve((kept = change(kept))),
    },
    grader: { name: 'plumbline', version: '1.0.0', sha256: 'c3'.repeat(32) },
    gradedBy: 'Ada Instructor',
    key: GRADER_KEY,
    items: ITEMS,
    loadBank: (quiz: string) => {
      asked.push(quiz);
      return quiz === QUIZ.id ? Promise.resolve(QUIZ) : Promise.reject(new Error('no such quiz'));
    },
  };
  const grading = await markHandIn(kept, bytes, markers, NOW);
  return { grading, notes: kept.notes, asked };
}

const recordOf = (grading: HandInGrading) => {
  assert.equal(grading.status, 'marked');
  return grading.record;
};

const quiz = { kind: 'quiz', id: QUIZ.id } as const;
const assigned = { seed: 'ab'.repeat(32), assignmentSha256: 'd4'.repeat(32) };

test('a quiz is marked by the bank of the site, and its record signed by the instructor', async () => {
  const { grading, notes, asked } = await mark(quizOf(6, assigned), quiz);
  const record = recordOf(grading);
  assert.deepEqual(record.score, { right: 6, of: 8, pass: 75, passed: true });
  assert.equal(record.title, 'Small: the quiz, as it was assigned');
  assert.equal(record.gradedAt, NOW.toISOString());
  assert.deepEqual([asked, notes], [[QUIZ.id], []]);
  assert.equal(grading.status, 'marked');
  const { signedRecord } = grading;
  const read = readLearnedRecord(new TextEncoder().encode(signedRecord)).value;
  assert.deepEqual(read, { record, signer: didOf(GRADER_KEY) });
});

test('what a browser claimed and does not hold is noted on the hand-in for a person to see', async () => {
  const boasting = { right: 8, of: 8, passed: true };
  const { notes } = await mark(quizOf(3, { ...assigned, selfReported: boasting }), quiz);
  assert.deepEqual(notes, [
    'The learner’s browser reported 8 of 8 right; marked again it is 3 of 8.',
  ]);
});

test('a lesson is taken as reported, without any bank', async () => {
  const { grading, asked } = await mark(LESSON, { kind: 'lesson', id: LESSON.lesson });
  const { basis, title, score } = recordOf(grading);
  assert.deepEqual(
    [basis, title, score.passed, asked],
    ['self-reported', 'Data pointers', true, []],
  );
});

test('a hand-in of another quiz, or no hand-in at all, is refused in words', async () => {
  const other = quizOf(8, { ...assigned, quiz: 'small/other' });
  await assert.rejects(mark(other, quiz), {
    name: 'HandInUnreadable',
    message: /a hand-in of the quiz "small\/other"/,
  });
  await assert.rejects(mark(new TextEncoder().encode('{}'), quiz), { name: 'HandInUnreadable' });
});

test('a bank that cannot be had leaves the hand-in as it was', async () => {
  await assert.rejects(mark(quizOf(8, assigned), { kind: 'quiz', id: 'gone/end' }), /no such quiz/);
});
