import { bytesToHex } from '@noble/hashes/utils.js';
import { LabError } from '#container';
import type { Assignment, AssignmentTerms } from './assignment.ts';
import type { Cohort, Learner } from './cohort.ts';
import { cohortFaults } from './read-cohort.ts';
import { withoutKey } from './without-key.ts';

/** Crockford's alphabet in lower case: no letter is taken for another. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Fills with random bytes; the runtime's own unless a test tells. */
export type DrawBytes = (length: number) => Uint8Array;

export const drawBytes: DrawBytes = (length) => crypto.getRandomValues(new Uint8Array(length));

/** A random name of so many characters, 5 bits each. */
export function randomName(length: number, draw: DrawBytes = drawBytes): string {
  return Array.from(draw(length), (byte) => ALPHABET[byte & 31]).join('');
}

/** A cohort without learners and assignments. @throws LabError `CohortNotPossible`. */
export function newCohort(
  about: Pick<Cohort, 'name' | 'issuer' | 'retainUntil' | 'passRule'>,
  now: Date,
  draw: DrawBytes = drawBytes,
): Cohort {
  return sound({
    format: 'plumbline-cohort',
    formatVersion: 1,
    id: `c-${randomName(12, draw)}`,
    ...about,
    createdAt: now.toISOString(),
    secret: bytesToHex(draw(32)),
    learners: [],
    assignments: [],
    certificates: [],
  });
}

/**
 * A learner's id that says nothing of the person: 40 random bits, none of `taken`.
 */
export function newLearnerId(taken: ReadonlySet<string>, draw: DrawBytes = drawBytes): string {
  for (;;) {
    const id = `p-${randomName(8, draw)}`;
    if (!taken.has(id)) return id;
  }
}

/** An id of a new assignment that tells its title where that has Latin letters: `week-1-pin-the-data`. */
export function newAssignmentId(
  title: string,
  { assignments }: Pick<Cohort, 'assignments'>,
): string {
  const taken = new Set(assignments.map(({ terms }) => terms.id));
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  const first = plain === '' ? 'assignment' : plain;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? first : `${first}-${number}`;
    if (!taken.has(id)) return id;
  }
}

/**
 * The same cohort once it is known to be sound.
 *
 * @throws LabError `CohortNotPossible`, saying what does not fit.
 */
export function sound(cohort: Cohort): Cohort {
  const [fault] = cohortFaults(cohort);
  if (fault === undefined) return cohort;
  throw new LabError('CohortNotPossible', fault, 'Nothing was changed.');
}

/** The cohort with this learner in the place of the one with the same id, or at the end. */
export function withLearner(cohort: Cohort, learner: Learner): Cohort {
  const known = cohort.learners.some(({ id }) => id === learner.id);
  const learners = known
    ? cohort.learners.map((one) => (one.id === learner.id ? learner : one))
    : [...cohort.learners, learner];
  return sound({ ...cohort, learners });
}

/** The cohort with these terms: of a new assignment, or as the present ones of the one with the same id. */
export function withTerms(cohort: Cohort, terms: AssignmentTerms): Cohort {
  const known = cohort.assignments.some((one) => one.terms.id === terms.id);
  const assignments: readonly Assignment[] = known
    ? cohort.assignments.map((one) => (one.terms.id === terms.id ? { ...one, terms } : one))
    : [...cohort.assignments, { terms, published: [] }];
  return sound({ ...cohort, assignments });
}

/**
 * The cohort without a learner: of them only the entries of the status list are left, without a name, so that their
 * certificates can still be revoked.
 */
export function withoutLearner(cohort: Cohort, learner: string): Cohort {
  return sound({
    ...cohort,
    learners: cohort.learners.filter(({ id }) => id !== learner),
    certificates: cohort.certificates.map((one) =>
      one.learner === learner ? withoutKey(one, 'learner') : one,
    ),
  });
}
