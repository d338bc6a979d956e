import type { Cognitive, CompetencyId, ExamFacts, QuizItem } from '#curriculum';

/** Share of each kind of thinking in a form, in percent. @see curriculum.md 6.1 */
export const COGNITIVE_MIX: Readonly<Record<Cognitive, number>> = {
  recall: 20,
  apply: 50,
  judge: 30,
};

/** An item of an exam as the drawing, the screen and the scoring need it: an `ExamItem` is one. */
export type BankItem = QuizItem &
  Pick<ExamFacts, 'cognitive'> &
  Partial<Pick<ExamFacts, 'objective' | 'angoff' | 'enemies'>>;

/** What the drawing looks at. */
export type Drawable = Pick<BankItem, 'id' | 'cognitive' | 'enemies'> & {
  readonly competency: CompetencyId;
};
