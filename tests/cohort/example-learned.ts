import { beginTry, finishTry, giveAnswer, type QuizResult } from '#assessment';
import {
  bankDigest,
  lessonSubmission,
  quizSubmission,
  type LessonSubmission,
  type QuizSubmission,
} from '#cohort';
import { bankOf } from '../assessment/bank.ts';

const NOON = new Date('2026-11-09T09:00:00.000Z');
const bank = bankOf(20);

/** A quiz of twenty items, of which eight are drawn; option 1 of each is right. */
export const QUIZ = { ...bank, title: 'Small: the quiz', sha256: bankDigest(bank.items) };

/** A finished try with so many right answers. */
export function takenQuiz(right: number, seed?: string): QuizResult {
  const assigned = seed === undefined ? undefined : { id: 'c-1/week-1', attempt: 1, seed };
  const begun = beginTry(QUIZ, 'learner', [], NOON, assigned);
  const done = begun.items.reduce(
    (sofar, id, index) => giveAnswer(sofar, QUIZ, id, index < right ? 1 : 0),
    begun,
  );
  return finishTry(done, QUIZ, NOON);
}

export const LEARNED_ABOUT = { learner: 'lina', createdAt: '2026-11-09T09:30:00.000Z' };

export const quizOf = (right: number, more: Partial<QuizSubmission> = {}): QuizSubmission => ({
  ...quizSubmission(takenQuiz(right, more.seed), LEARNED_ABOUT),
  ...more,
});

export const LESSON: LessonSubmission = lessonSubmission(
  'versioning-and-reproducibility/data-pointers',
  {
    openedAt: '2026-11-08T09:00:00.000Z',
    readAt: '2026-11-08T09:20:00.000Z',
    answered: 3,
    right: 2,
  },
  LEARNED_ABOUT,
);
