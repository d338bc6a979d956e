import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  evidenceFaultLine,
  quizSubmission,
  readLearnedSubmission,
  softwareKey,
  writeLearnedSubmission,
  type LearnedSubmission,
} from '#cohort';
import { LEARNED_ABOUT, LESSON, quizOf, takenQuiz } from './example-learned.ts';

const KEY = softwareKey(new Uint8Array(32).fill(7));
const bytesOf = (document: unknown): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(document));
const faultOf = (bytes: Uint8Array): string => {
  const { faults } = readLearnedSubmission(bytes);
  assert.ok(faults, 'it is refused');
  return evidenceFaultLine(faults[0]);
};

test('the hand-ins of a quiz and of a lesson give the same bytes twice, and are read back whole', async () => {
  const quiz = quizOf(6);
  assert.deepEqual(quiz.selfReported, { right: 6, of: 8, passed: true });
  assert.deepEqual(
    quiz.answers.map(({ answer }) => answer),
    [1, 1, 1, 1, 1, 1, 0, 0],
  );
  for (const submission of [quiz, LESSON]) {
    const bytes = await writeLearnedSubmission(submission, KEY);
    assert.deepEqual(await writeLearnedSubmission(submission, KEY), bytes);
    const { value } = readLearnedSubmission(bytes);
    assert.deepEqual(value?.submission, submission);
    assert.match(value.signer, /^did:key:z6Mk/);
  }
});

test('a try of before answers were kept cannot be handed in, and says what to do', () => {
  const { seed, answers, bankSha256, ...old } = takenQuiz(8);
  assert.ok(seed && answers && bankSha256);
  assert.throws(() => quizSubmission(old, LEARNED_ABOUT), {
    name: 'SubmissionNotPossible',
    hint: /Take the quiz once more/,
  });
});

test('every change of a signed hand-in is found', async () => {
  const changes = [
    [quizOf(6), '"answer":0', '"answer":1'],
    [quizOf(6), '"right":6', '"right":8'],
    [quizOf(6), '"learner":"lina"', '"learner":"nora"'],
    [LESSON, '"readAt":"2026-11-08T09:20', '"readAt":"2026-11-08T09:21'],
    [LESSON, '"createdAt":"2026-11-09T09:30:00', '"createdAt":"2026-11-09T09:30:01'],
  ] as const;
  for (const [submission, from, to] of changes) {
    const text = new TextDecoder().decode(await writeLearnedSubmission(submission, KEY));
    assert.ok(text.includes(from), from);
    const changed = new TextEncoder().encode(text.replace(from, to));
    assert.match(faultOf(changed), /^SignatureInvalid: /, from);
  }
});

test('what is no such hand-in is refused with what was found and what to do', async () => {
  for (const [bytes, pattern] of [
    [new Uint8Array(2 ** 20 + 1), /^TooLarge: found a file of 1048577 bytes/],
    [bytesOf({ format: 'plumbline-exam-submission', formatVersion: 1 }), /of the format/],
    [bytesOf({ ...LESSON, formatVersion: 2 }), /^FormatUnknown: .*newer edition/],
    [bytesOf({ ...LESSON, kind: 'course' }), /another form than the canonical one/],
  ] as const) {
    assert.match(faultOf(bytes), pattern);
  }
  const refused = (submission: LearnedSubmission, change: object): Promise<void> =>
    assert.rejects(
      writeLearnedSubmission({ ...submission, ...change }, KEY),
      { name: 'SubmissionNotPossible' },
      JSON.stringify(change).slice(0, 80),
    );
  const quiz = quizOf(6);
  const [first = ''] = quiz.form;
  await refused(quiz, { learner: '<script>' });
  await refused(quiz, { learner: 'half \ud800' });
  await refused(quiz, { quiz: '../up' });
  await refused(quiz, { kind: 'exam' });
  await refused(quiz, { form: [first, first] });
  await refused(quiz, { form: [], answers: [] });
  await refused(quiz, { answers: [{ item: 'elsewhere', answer: 1 }] });
  await refused(quiz, { answers: quiz.answers.toReversed() });
  await refused(quiz, { answers: [{ item: first, answer: 'x'.repeat(2001) }] });
  await refused(quiz, { finishedAt: '2026-11-09T08:00:00.000Z' });
  await refused(quiz, { startedAt: '2026-13-45T99:00:00.000Z' });
  await refused(LESSON, { selfReported: { ...LESSON.selfReported, right: 4 } });
  await refused(LESSON, {
    selfReported: { ...LESSON.selfReported, readAt: '2026-11-01T09:00:00.000Z' },
  });
  await refused(LESSON, { extra: true });
});
