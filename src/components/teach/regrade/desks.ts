import type { CohortStore } from '#cohort';
import { RegradeDesk } from './regrade-desk.ts';

const desks = new WeakMap<CohortStore, Map<string, RegradeDesk>>();

/** The batch of a cohort on this page: one, however often its tab is opened. */
export function deskOf(store: CohortStore, cohort: string): RegradeDesk {
  const known = desks.get(store) ?? new Map<string, RegradeDesk>();
  desks.set(store, known);
  const desk = known.get(cohort) ?? new RegradeDesk(store);
  known.set(cohort, desk);
  return desk;
}
