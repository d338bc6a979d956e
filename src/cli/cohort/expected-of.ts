import { labIds } from '#authoring';
import type { Expected } from '#cohort';

/** What a command was told to wait for. */
export interface ToldExpected {
  /** Seeds by learner's id; empty where none was given out. */
  readonly roster: ReadonlyMap<string, readonly string[]> | undefined;
  readonly dueAt: string | undefined;
}

/** Hand-ins of every lab that this edition has. */
export function expectedOf({ roster, dueAt }: ToldExpected): Expected {
  const isSeeded = [...(roster?.values() ?? [])].some((seeds) => seeds.length > 0);
  const labs = new Set(labIds());
  // Forms of exams are drawn by the learner's browser, or by a pack.
  const isDrawn = (activity: string): boolean => labs.has(activity) || activity.startsWith('quiz ');
  return {
    labs,
    ...(roster ? { learners: new Set(roster.keys()) } : {}),
    ...(isSeeded
      ? {
          seedsOf: (learner: string, activity: string) =>
            isDrawn(activity) ? (roster?.get(learner) ?? []) : undefined,
        }
      : {}),
    ...(dueAt === undefined ? {} : { dueAt }),
  };
}
