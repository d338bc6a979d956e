import { passes, type QuizResult } from '#assessment';
import type { CompetencyId, Proficiency } from '#curriculum';
import type { LabAttempt } from '#progress';
import { passesLab } from '../standing.ts';
import type { RecordStep } from './record-step.ts';

/** What this browser's work shows of one competency. */
export interface ShownLevel {
  readonly level: Proficiency;
  /** What it rests on; absent at level 0. */
  readonly restsOn?: {
    readonly title: string;
    readonly href: string;
    readonly how: string;
    readonly at: string;
  };
}

/**
 * The highest proficiency that the record shows of each competency: 1 by a passed quiz, 2 by a passed lab, 3 by a lab
 * that was passed without a hint and without having seen the solution. Of equal evidence the newest counts.
 */
export function shownLevels(
  ids: readonly CompetencyId[],
  steps: readonly RecordStep[],
  attempts: readonly LabAttempt[],
  results: readonly QuizResult[],
): Readonly<Record<CompetencyId, ShownLevel>> {
  const shown = new Map<CompetencyId, ShownLevel>(ids.map((id) => [id, { level: 0 }]));
  const offer = (
    { shows = [], title, href }: RecordStep,
    level: Proficiency,
    how: string,
    at: string,
  ) => {
    for (const id of shows) {
      const known = shown.get(id);
      const isBetter = !known || level > known.level;
      if (isBetter || (level === known.level && at > (known.restsOn?.at ?? ''))) {
        shown.set(id, { level, restsOn: { title, href, how, at } });
      }
    }
  };
  for (const step of steps) {
    if (step.kind === 'quiz') {
      for (const result of results.filter((one) => one.quiz === step.id && passes(one))) {
        offer(step, 1, `${result.right} of ${result.of} right`, result.finishedAt);
      }
    }
    if (step.kind === 'lab') {
      for (const attempt of attempts.filter((one) => one.lab === step.id && passesLab(step, one))) {
        const points = `${attempt.points} of ${attempt.maxPoints} points`;
        if (isAlone(attempt)) offer(step, 3, `${points}, without a hint`, attempt.startedAt);
        else {
          const help = attempt.solutionSeen ? 'with the solution seen' : 'with hints';
          offer(step, 2, `${points}, ${help}`, attempt.startedAt);
        }
      }
    }
  }
  return Object.fromEntries(shown) as Record<CompetencyId, ShownLevel>;
}

function isAlone({ hintsUsed, solutionSeen }: LabAttempt): boolean {
  return !solutionSeen && Object.values(hintsUsed).every((count) => count === 0);
}
