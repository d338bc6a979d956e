import type { QuizResult } from '#assessment';
import type { Unit } from './unit.ts';

/** Points as this browser counted them. */
export interface Points {
  readonly points: number;
  readonly max: number;
}

/**
 * How a learner stands in a unit, as their own browser saw it: self-reported.
 *
 * `begun`: opened, nothing judged yet. `partial`: judged, not passed, and still open. `failed`: ended without a pass.
 * `completed`: a lesson that was read.
 */
export interface Outcome {
  readonly standing: 'begun' | 'partial' | 'failed' | 'passed' | 'completed';
  /** The best so far; absent where nothing was judged. */
  readonly score?: Points;
  /** ISO 8601: when the best was reached. */
  readonly at?: string;
}

/** The part of a lab's attempt that an outcome rests on. */
export interface JudgedAttempt extends Points {
  readonly at: string;
  /** Status by check id. */
  readonly verdicts: Readonly<Record<string, string>>;
}

const RANK = { begun: 0, partial: 1, failed: 1, completed: 2, passed: 2 } as const;

/**
 * The outcome of a lab: its best check, by pass and then by points.
 *
 * @param ended true when the learner has ended the attempt: what is not passed by then is failed
 */
export function outcomeOfLab(
  { pass = 100, musts = [] }: Unit,
  attempts: readonly JudgedAttempt[],
  ended: boolean,
): Outcome {
  const judged = attempts.map(({ points, max, at, verdicts }): Outcome => {
    const isPassed = points >= pass && musts.every((check) => verdicts[check] === 'pass');
    return { standing: isPassed ? 'passed' : 'partial', score: { points, max }, at };
  });
  const best = judged.reduce<Outcome>(betterOf, { standing: 'begun' });
  return ended && best.standing !== 'passed' ? { ...best, standing: 'failed' } : best;
}

/** The outcome of a quiz: its best finished try, by what the unit says that passes. A try that is open changes nothing until it is finished. */
export function outcomeOfQuiz(
  { pass: asked }: Unit,
  results: readonly QuizResult[],
  isOpen: boolean,
  ended: boolean,
): Outcome {
  const judged = results.map(({ right, of, pass, finishedAt }): Outcome => {
    const isPassed = of > 0 && right * 100 >= (asked ?? pass) * of;
    const score = { points: right, max: of };
    return { standing: isPassed ? 'passed' : 'failed', score, at: finishedAt };
  });
  const best = judged.reduce<Outcome>(betterOf, { standing: isOpen ? 'partial' : 'begun' });
  return ended && best.standing !== 'passed' ? { ...best, standing: 'failed' } : best;
}

/** The outcome of a lesson: read, or not yet. */
export const outcomeOfLesson = (doneAt: string | undefined): Outcome =>
  doneAt === undefined ? { standing: 'begun' } : { standing: 'completed', at: doneAt };

/** The better of two; of equals the first. What was once reached is never taken back. */
export function betterOf(a: Outcome, b: Outcome): Outcome {
  const byStanding = RANK[b.standing] - RANK[a.standing];
  if (byStanding !== 0) return byStanding > 0 ? b : a;
  return share(b) > share(a) ? b : a;
}

const share = ({ score }: Outcome): number => (score ? score.points / score.max : -1);

/** Percent, with at most two places behind the point. */
export const percentOf = ({ points, max }: Points): number =>
  max > 0 ? Math.round((points * 10_000) / max) / 100 : 0;
