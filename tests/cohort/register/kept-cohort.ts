import type { TestContext } from 'node:test';
import 'fake-indexeddb/auto';
import {
  assignmentSha256,
  openCohortStore,
  type AssignmentTerms,
  type Cohort,
  type CohortStore,
} from '#cohort';
import { COHORT } from './example-cohort.ts';

/** The example cohort with these assignments, as their links were given out. */
export function cohortWith(...assigned: readonly AssignmentTerms[]): Cohort {
  const publishedAt = '2026-11-02T08:00:00.000Z';
  return {
    ...COHORT,
    assignments: assigned.map((terms) => ({
      terms,
      published: [{ sha256: assignmentSha256(terms), publishedAt, hasCommonLink: false }],
    })),
  };
}

/** A store of that name which holds the cohort, and is closed with the test. */
export async function storeWith(
  t: TestContext,
  name: string,
  cohort: Cohort,
): Promise<CohortStore> {
  const store = await openCohortStore(name);
  t.after(() => {
    store.close();
  });
  await store.add(cohort);
  return store;
}
