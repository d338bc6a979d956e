import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  feedbackOfLearner,
  gradebookOfCohort,
  markLearned,
  questionsIn,
  softwareKey,
  writeLearnedSubmission,
  type FeedbackQuestion,
  type HandIn,
} from '#cohort';
import { QUIZ, quizOf } from '../example-learned.ts';
import { COHORT, handInOf, LINA, TERMS } from '../register/example-cohort.ts';

const cohort = {
  ...COHORT,
  assignments: [
    {
      terms: { ...TERMS, items: [{ kind: 'quiz' as const, id: QUIZ.id, title: QUIZ.title }] },
      published: [],
    },
  ],
};

async function handedIn(right: number): Promise<HandIn> {
  const bytes = await writeLearnedSubmission(
    quizOf(right, { seed: 'ab'.repeat(32), assignmentSha256: 'd4'.repeat(32), learner: LINA.id }),
    softwareKey(new Uint8Array(32).fill(7)),
  );
  const { value } = markLearned(bytes, {
    quizOf: () => QUIZ,
    lessonOf: () => undefined,
    grader: { name: 'plumbline', version: '1.0.0', sha256: 'c3'.repeat(32) },
    gradedAt: '2026-11-10T09:00:00.000Z',
    gradedBy: 'Ada Instructor',
  });
  assert.ok(value);
  const { record } = value;
  return {
    ...handInOf(LINA, record.submissionSha256, 'quiz.learned.json'),
    item: { kind: 'quiz', id: QUIZ.id },
    grading: { status: 'marked', record, signedRecord: '' },
  };
}

function questionsOf(
  handIn: HandIn,
  bankOf: Parameters<typeof questionsIn>[0],
): readonly FeedbackQuestion[] {
  const book = gradebookOfCohort(cohort, [handIn], 'best');
  const [row] = book.rows;
  assert.ok(row);
  const words = { claim: () => '', question: questionsIn(bankOf) };
  const { pieces } = feedbackOfLearner(cohort, book, row, [handIn], words, '2026-11-11T09:00:00Z');
  return pieces.flatMap(({ questions }) => questions);
}

test('every question of a quiz that was marked says whether it was right, what is right and why', async () => {
  const handIn = await handedIn(5);
  const questions = questionsOf(handIn, (quiz) => (quiz === QUIZ.id ? QUIZ : undefined));
  assert.deepEqual(
    questions.map(({ isRight }) => isRight),
    [true, true, true, true, true, false, false, false],
  );
  const { record } = handIn.grading as Extract<HandIn['grading'], { status: 'marked' }>;
  assert.deepEqual(
    questions.map(({ item }) => item),
    record.items.map(({ item }) => item),
    'in the order in which they were shown',
  );
  assert.deepEqual(questions[7]?.asked, {
    ask: 'Which?',
    rightAnswer: ['Two'],
    why: ['It is two.'],
  });
});

test('a bank that is not the one it was marked by explains nothing', async () => {
  const handIn = await handedIn(8);
  const changed = { ...QUIZ, sha256: 'ee'.repeat(32) };
  for (const bank of [changed, undefined]) {
    const questions = questionsOf(handIn, () => bank);
    assert.equal(questions.length, 8);
    assert.ok(questions.every(({ asked, isRight }) => asked === undefined && isRight));
  }
});
