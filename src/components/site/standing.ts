import { passes, type QuizResult } from '#assessment';
import type { LabAttempt, LessonRead } from '#progress';

/** What is needed of a step to say how the learner stands with it. */
export interface StepToDo {
  readonly kind: 'lesson' | 'lab' | 'quiz';
  readonly id: string;
  /** Points out of 100 that pass a lab. */
  readonly pass?: number;
  /** A lab's checks; `must`: nobody passes without it. */
  readonly checks?: readonly { readonly id: string; readonly must?: boolean | undefined }[];
}

/** What people call each kind of step. */
export const STEP_NAMES = { lesson: 'Lesson', lab: 'Lab', quiz: 'Quiz' } as const;

/** How a learner stands with one step. */
export interface Standing {
  readonly state: 'untouched' | 'begun' | 'done';
  /** When it was last touched, ISO 8601. */
  readonly at?: string;
  /** The attempt with most points at a lab. */
  readonly best?: LabAttempt;
  /** The try with most right answers at a quiz. */
  readonly bestTry?: QuizResult;
}

/** How a learner stands with each of these steps, in their order. */
export function standings(
  steps: readonly StepToDo[],
  lessons: readonly LessonRead[],
  attempts: readonly LabAttempt[],
  results: readonly QuizResult[] = [],
): readonly Standing[] {
  return steps.map((step) => {
    const { kind, id } = step;
    if (kind === 'lesson') {
      const read = lessons.find(({ lesson }) => lesson === id);
      if (!read) return { state: 'untouched' };
      return { state: read.doneAt ? 'done' : 'begun', at: read.doneAt ?? read.firstOpenedAt };
    }
    if (kind === 'quiz') return standingOfQuiz(results.filter(({ quiz }) => quiz === id));
    const own = attempts.filter(({ lab }) => lab === id);
    const [first, ...others] = own;
    if (!first) return { state: 'untouched' };
    const best = others.reduce((a, b) => (share(b) >= share(a) ? b : a), first);
    const at = (own.at(-1) ?? first).startedAt;
    return { state: own.some((one) => passesLab(step, one)) ? 'done' : 'begun', at, best };
  });
}

function standingOfQuiz(results: readonly QuizResult[]): Standing {
  const [first, ...others] = results;
  if (!first) return { state: 'untouched' };
  const bestTry = others.reduce((a, b) => (b.right >= a.right ? b : a), first);
  const at = (results.at(-1) ?? first).finishedAt;
  return { state: results.some(passes) ? 'done' : 'begun', at, bestTry };
}

/** What is known of the work at a step: "6 of 8 checks hold", "5 of 8 right"; `undefined` when nothing is. */
export function bestOf({ best, bestTry }: Standing): string | undefined {
  if (best) return checksThatHold(best);
  return bestTry && `${bestTry.right} of ${bestTry.of} right`;
}

/**
 * Where to go on: at the step touched last, or when that is done at the first one after it that is not, or at the first
 * one anywhere. `undefined` when all are done.
 */
export function nextStep(all: readonly Standing[]): number | undefined {
  let last = -1;
  for (const [index, { at }] of all.entries()) {
    if (at !== undefined && (last < 0 || at >= (all[last]?.at ?? ''))) last = index;
  }
  const open = (index: number): boolean => all[index]?.state !== 'done';
  const order = all.map((_, index) => (Math.max(last, 0) + index) % all.length);
  return order.find(open);
}

/** "6 of 8 checks hold". */
export function checksThatHold({ verdicts }: LabAttempt): string {
  const all = Object.values(verdicts);
  return `${all.filter((verdict) => verdict === 'pass').length} of ${all.length} checks hold`;
}

/** Whether an attempt has the points that pass its lab, and every check that nobody passes without. */
export function passesLab({ pass = 100, checks = [] }: StepToDo, attempt: LabAttempt): boolean {
  return (
    share(attempt) >= pass &&
    checks.every(({ id, must }) => must !== true || attempt.verdicts[id] === 'pass')
  );
}

/** Points out of 100. */
function share({ points, maxPoints }: LabAttempt): number {
  return maxPoints === 0 ? 0 : (100 * points) / maxPoints;
}
