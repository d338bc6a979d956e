import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  evidenceFaultLine,
  markLearned,
  readLearnedRecord,
  softwareKey,
  writeLearnedRecord,
  writeLearnedSubmission,
  type LearnedRecord,
  type LearnedSubmission,
  type MarkOptions,
} from '#cohort';
import { LESSON, QUIZ, quizOf } from './example-learned.ts';

const KEY = softwareKey(new Uint8Array(32).fill(7));
const OPTIONS: MarkOptions = {
  quizOf: (id) => (id === QUIZ.id ? QUIZ : undefined),
  lessonOf: (id) => (id === LESSON.lesson ? 'Data pointers' : undefined),
  grader: { name: 'plumbline', version: '1.0.0', sha256: 'c3'.repeat(32) },
  gradedAt: '2026-11-10T09:00:00.000Z',
  gradedBy: 'Ada Instructor',
};

async function marked(
  submission: LearnedSubmission,
  more: Partial<MarkOptions> = {},
): Promise<LearnedRecord> {
  const bytes = await writeLearnedSubmission(submission, KEY);
  const { value, faults } = markLearned(bytes, { ...OPTIONS, ...more });
  assert.ok(value, faults?.map(evidenceFaultLine).join(' '));
  return value.record;
}

async function refusal(
  submission: LearnedSubmission,
  more: Partial<MarkOptions> = {},
): Promise<string> {
  const bytes = await writeLearnedSubmission(submission, KEY);
  const { faults } = markLearned(bytes, { ...OPTIONS, ...more });
  assert.ok(faults, 'it is refused');
  return evidenceFaultLine(faults[0]);
}

const SEED = 'ab'.repeat(32);
const assigned = { seed: SEED, assignmentSha256: 'd4'.repeat(32) };

test('a quiz is marked from its answers: a score that the browser made up is only reported', async () => {
  const honest = await marked(quizOf(6, assigned));
  assert.deepEqual(honest.score, { right: 6, of: 8, pass: 75, passed: true });
  assert.equal(honest.reported, undefined);
  assert.deepEqual(
    honest.items.map(({ right }) => right),
    [true, true, true, true, true, true, false, false],
  );
  const boasted = { right: 8, of: 8, passed: true };
  const boasting = await marked(quizOf(3, { ...assigned, selfReported: boasted }));
  assert.deepEqual(boasting.score, { right: 3, of: 8, pass: 75, passed: false });
  assert.deepEqual(boasting.reported, boasted);
  assert.deepEqual(boasting.notes, [
    'The learner’s browser reported 8 of 8 right; marked again it is 3 of 8.',
  ]);
});

test('the same hand-in gives the same record, to the byte, and it is read back whole', async () => {
  const record = await marked(quizOf(5, assigned));
  const bytes = await writeLearnedRecord(record, KEY);
  assert.deepEqual(await writeLearnedRecord(await marked(quizOf(5, assigned)), KEY), bytes);
  assert.deepEqual(readLearnedRecord(bytes).value?.record, record);
});

test('questions that the seed of the assignment does not draw are refused, whatever the answers', async () => {
  const chosen = quizOf(8, assigned);
  assert.match(
    await refusal({ ...chosen, seed: 'cd'.repeat(32) }),
    /^FormWrong: found other questions than its seed draws/,
  );
  const [first, ...others] = chosen.form;
  const fewer = { ...chosen, form: others, answers: chosen.answers.slice(1) };
  assert.ok(first);
  assert.match(await refusal(fewer), /^FormWrong: found 7 questions where 8 are asked/);
  const stray = quizOf(0, { ...assigned, form: [...others, 'not-there'], answers: [] });
  assert.match(await refusal(stray), /^FormWrong: found the question "not-there"/);
});

test('what was not answered, or cannot be an answer, is wrong and said', async () => {
  const whole = quizOf(8, assigned);
  const [one, two, ...rest] = whole.answers;
  assert.ok(one && two);
  const odd = { ...whole, answers: [{ item: two.item, answer: 'one' }, ...rest] };
  const record = await marked(odd);
  assert.equal(record.score.right, 6);
  assert.deepEqual(record.notes, [
    'The learner’s browser reported 8 of 8 right; marked again it is 6 of 8.',
    `The answer to "${two.item}" is none that its question takes.`,
  ]);
});

test('a bank that was changed since marks what it still has, and says so; what is gone cannot be marked', async () => {
  const quiz = quizOf(8, assigned);
  const items = QUIZ.items.map((item) => ({ ...item, ask: `${item.ask} (new)` }));
  const record = await marked(quiz, { quizOf: () => ({ ...QUIZ, items }) });
  assert.equal(record.score.right, 8);
  assert.equal(record.handedInBankSha256, QUIZ.sha256);
  assert.match(record.notes[0] ?? '', /^The questions of this quiz were changed since/);
  const less = QUIZ.items.filter(({ id }) => id !== quiz.form[3]);
  assert.match(
    await refusal(quiz, { quizOf: () => ({ ...QUIZ, items: less }) }),
    /^ContentUnknown: .*another bank.* this question is gone here/,
  );
  assert.match(await refusal(quiz, { quizOf: () => undefined }), /^ContentUnknown: .*the quiz/);
});

test('that a lesson was read is taken as the browser reports it, and called so', async () => {
  const record = await marked(LESSON);
  assert.equal(record.basis, 'self-reported');
  assert.deepEqual(record.score, { right: 1, of: 1, pass: 100, passed: true });
  assert.match(await refusal(LESSON, { lessonOf: () => undefined }), /^ContentUnknown: /);
});
