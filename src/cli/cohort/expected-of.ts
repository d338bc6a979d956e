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
  return {
    labs: new Set(labIds()),
    ...(roster ? { learners: new Set(roster.keys()) } : {}),
    ...(isSeeded ? { seedsOf: (learner: string) => roster?.get(learner) ?? [] } : {}),
    ...(dueAt === undefined ? {} : { dueAt }),
  };
}
