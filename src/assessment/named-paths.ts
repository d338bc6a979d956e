import { CATALOGUE, type Level } from '#curriculum';

/** What people call a way through the courses. */
export type PathName =
  'Start here' | 'Ship it' | 'Trust the data' | 'Build the gates' | 'Lead it' | 'Design it';

/** A course of a named path: the whole of it, or some of its modules. */
export interface Leg {
  readonly course: string;
  /** Numbers of its modules, from 1; all of them when left out. */
  readonly modules?: readonly number[];
}

/** A named path: what is taken in which order, and the exam at its end. */
export interface NamedPath {
  readonly legs: readonly Leg[];
  readonly exam: Level;
}

type Numbered = readonly [course: keyof typeof CATALOGUE, ...modules: number[]];
const path = (exam: Level, ...courses: readonly Numbered[]): NamedPath => ({
  exam,
  legs: courses.map(([number, ...modules]) => ({
    course: CATALOGUE[number],
    ...(modules.length > 0 ? { modules } : {}),
  })),
});

/** @see curriculum.md 1.6, the table of paths */
export const NAMED_PATHS: Readonly<Record<PathName, NamedPath>> = {
  'Start here': path('L1', ['C1', 1], ['C4', 1], ['C3', 1], ['C5', 1], ['C7', 1]),
  'Ship it': path('L2', ['C4'], ['C5']),
  'Trust the data': path('L2', ['C3'], ['C2']),
  'Build the gates': path('L3', ['C5', 2, 3, 4], ['C3', 3], ['C2', 3], ['C8', 1]),
  'Lead it': path('L4', ['C1'], ['C7'], ['C6'], ['C8', 1, 2], ['C3', 1, 4]),
  'Design it': path('L5', ['C1', 3], ['C3', 4], ['C4', 4], ['C5', 5], ['C8', 3]),
};

/**
 * A named path as one learner takes it: without the courses that have nothing to give, and with no exam above the aim.
 *
 * @param skipped courses in which no gap is left
 */
export function pathFor(name: PathName, target: Level, skipped: readonly string[]): NamedPath {
  const { legs, exam } = NAMED_PATHS[name];
  return {
    legs: legs.filter(({ course }) => !skipped.includes(course)),
    exam: exam > target ? target : exam,
  };
}
