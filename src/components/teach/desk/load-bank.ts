import type { QuizBank } from '#assessment';
import { quizPath } from '#curriculum';
import { fetchBank } from '../../assessment/quiz-sheet.ts';
import { siteLink } from '../../site/site-link.ts';

/**
 * The questions of a quiz of this site.
 *
 * @throws Error in words when they cannot be had.
 */
export const loadBank = (quiz: string): Promise<QuizBank> =>
  fetchBank(siteLink(`${quizPath(quiz)}bank.json`));
