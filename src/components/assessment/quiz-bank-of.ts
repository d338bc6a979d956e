import type { QuizBank } from '#assessment';
import type { Quiz } from '#authoring';

/**
 * What the browser needs of a quiz to draw, show and judge it.
 *
 * @throws RangeError when there is no such quiz.
 */
export function quizBankOf(id: string, quizzes: readonly Quiz[]): QuizBank {
  const quiz = quizzes.find((one) => one.id === id);
  if (!quiz) throw new RangeError(`There is no quiz "${id}".`);
  const { draw, pass, items } = quiz;
  return { id, draw, pass, items };
}
