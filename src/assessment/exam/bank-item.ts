import type { CompetencyId, QuizItem } from '#curriculum';

/** What an item asks of the head: to remember, to use, to decide. */
export const COGNITIVE = ['recall', 'apply', 'judge'] as const;
export type Cognitive = (typeof COGNITIVE)[number];

/** Share of each in a form, in percent. @see curriculum.md 6.1 */
export const COGNITIVE_MIX: Readonly<Record<Cognitive, number>> = {
  recall: 20,
  apply: 50,
  judge: 30,
};

/** An item of an exam's bank: a quiz item, and what the drawing of forms needs to know. */
export type BankItem = QuizItem & {
  readonly cognitive: Cognitive;
  /** What it measures: a lesson, or a number of the catalogue such as C1.2. */
  readonly objective?: string | undefined;
  /** The chance that somebody who just deserves the certificate answers it rightly, 0 to 1. */
  readonly angoff?: number | undefined;
  /** Ids of items that give this one away, or that it gives away. One direction is enough. */
  readonly enemies?: readonly string[] | undefined;
};

/** What the drawing looks at. */
export type Drawable = Pick<BankItem, 'id' | 'cognitive' | 'enemies'> & {
  readonly competency: CompetencyId;
};
