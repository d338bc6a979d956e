import type { QuizBank } from '#assessment';
import type { Quiz } from '#authoring';
import { bankDigest } from '#cohort';

/**
 * What the browser needs of a quiz to draw, show and judge it, and to name its bank in a hand-in. Runs when the site is built.
 *
 * @throws RangeError when there is no such quiz.
 */
export function quizBankOf(id: string, quizzes: readonly Quiz[]): QuizBank {
  const quiz = quizzes.find((one) => one.id === id);
  if (!quiz) throw new RangeError(`There is no quiz "${id}".`);
  const { draw, pass, items } = quiz;
  return { id, draw, pass, items, sha256: bankDigest(items) };
}
