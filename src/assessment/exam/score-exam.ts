import type { CompetencyId } from '#curriculum';
import { whatLacks, type Answer } from '../answer.ts';
import { judgeAnswer } from '../judge-answer.ts';
import type { BankItem } from './bank-item.ts';
import type { ExamPaper, ExamSitting, SittingHead } from './exam-sitting.ts';

export interface Part {
  readonly right: number;
  readonly of: number;
}

/** What a set of answers is worth. What is open or not whole counts as wrong. */
export interface ExamScore extends Part {
  readonly passed: boolean;
  /** Competencies of the form, in the order of their items. */
  readonly byCompetency: Readonly<Partial<Record<CompetencyId, Part>>>;
  /** Whether each item was answered rightly, by id. */
  readonly byItem: Readonly<Record<string, boolean>>;
}

/** A sitting that has ended, with all that a hand-in says. */
export interface ExamResult extends SittingHead {
  readonly answers: Readonly<Record<string, Answer>>;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly usedMs: number;
  readonly limitMs: number;
  readonly setBack: number;
  /** `time`: the limit was reached before the learner ended it. */
  readonly ended: 'learner' | 'time';
  /** What the learner's browser makes of it. */
  readonly score: ExamScore;
  /** Percent that passed at that time. */
  readonly pass: number;
}

/**
 * Scores answers to a form.
 *
 * @throws RangeError when an item of the form is not among `items`.
 */
export function scoreExam(
  items: readonly BankItem[],
  form: readonly string[],
  answers: Readonly<Record<string, unknown>>,
  pass: number,
): ExamScore {
  const byId = new Map(items.map((item) => [item.id, item]));
  const byCompetency: Partial<Record<CompetencyId, Part>> = {};
  const byItem: Record<string, boolean> = {};
  for (const id of form) {
    const item = byId.get(id);
    if (!item) throw new RangeError(`The bank has no item "${id}".`);
    const right = isRight(item, answers[id]);
    byItem[id] = right;
    const known = byCompetency[item.competency] ?? { right: 0, of: 0 };
    byCompetency[item.competency] = { right: known.right + Number(right), of: known.of + 1 };
  }
  const right = Object.values(byItem).filter(Boolean).length;
  const of = form.length;
  return { right, of, passed: of > 0 && right * 100 >= pass * of, byCompetency, byItem };
}

/** Whether an answer is whole and right, whatever it is: hand-ins hold what somebody has sent. */
export function isRight(item: BankItem, answer: unknown): boolean {
  return whatLacks(item, answer) === undefined && judgeAnswer(item, answer as Answer).right;
}

/** Ends a sitting. */
export function finishSitting(
  sitting: ExamSitting,
  paper: ExamPaper,
  ended: ExamResult['ended'],
  now: Date,
): ExamResult {
  const { marks, clock, items, ...about } = sitting;
  const answers = Object.fromEntries(
    items.flatMap((id) => {
      const answer = marks[id]?.answer;
      return answer === undefined ? [] : [[id, answer]];
    }),
  );
  // A clock that was set back meanwhile: no sitting ends before it began.
  const finishedAt = now.toISOString() < clock.startedAt ? clock.startedAt : now.toISOString();
  return {
    ...about,
    items,
    answers,
    startedAt: clock.startedAt,
    finishedAt,
    usedMs: Math.round(clock.usedMs),
    limitMs: clock.limitMs,
    setBack: clock.setBack,
    ended,
    score: scoreExam(paper.items, items, answers, paper.pass),
    pass: paper.pass,
  };
}
