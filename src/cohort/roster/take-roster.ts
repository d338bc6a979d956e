import type { Cohort } from '../register/cohort.ts';
import { sound } from '../register/new-cohort.ts';
import type { RosterReading } from './read-roster.ts';

/**
 * The cohort with the lines of a roster taken in. Whoever is not in the file stays.
 *
 * @throws LabError `CohortNotPossible` when the cohort changed since the roster was read, so that it does not fit any more.
 */
export function withRoster(cohort: Cohort, { rows }: Pick<RosterReading, 'rows'>): Cohort {
  const changed = new Map(
    rows.filter(({ change }) => change !== 'same').map(({ learner }) => [learner.id, learner]),
  );
  if (changed.size === 0) return cohort;
  const known = cohort.learners.map((learner) => changed.get(learner.id) ?? learner);
  const ids = new Set(cohort.learners.map(({ id }) => id));
  const added = [...changed.values()].filter(({ id }) => !ids.has(id));
  return sound({ ...cohort, learners: [...known, ...added] });
}
