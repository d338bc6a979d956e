import type { AnswerByKind } from '#assessment';
import type { QuizItem, QuizItemOf } from '#curriculum';

/** What the fields of every kind of item are given. */
export interface AnswerProps<Kind extends QuizItem['kind']> {
  readonly item: QuizItemOf<Kind>;
  /** Order in which its parts are shown, as indices into the file. */
  readonly order: readonly number[];
  /** What is filled in so far. */
  readonly value: AnswerByKind[Kind] | undefined;
  /** True once the answer was given: it stands, and the right one is shown. */
  readonly closed: boolean;
  readonly onChange: (value: AnswerByKind[Kind]) => void;
}
