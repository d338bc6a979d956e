import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Assignment } from '../register/assignment.ts';
import type { Cohort } from '../register/cohort.ts';

/**
 * The seed of a learner's data: HMAC-SHA-256 under the secret of `assignment | learner | attempt`, 64 hexadecimal digits.
 * Who has one seed can tell nothing of another.
 *
 * @param secret in hexadecimal: the cohort's, or the key of a common link
 * @param attempt from 1
 */
export function assignmentSeed(
  secret: string,
  assignment: string,
  learner: string,
  attempt: number,
): string {
  const message = utf8ToBytes(`plumbline-assignment-seed-1\n${assignment}|${learner}|${attempt}`);
  return bytesToHex(hmac(sha256, hexToBytes(secret), message));
}

/**
 * The key of the link that everybody gets: from it the learner's browser draws seeds by the id that is typed there. Who has
 * the link can compute the seeds of others, so it keeps data apart and keeps nothing secret; the cohort's secret cannot be
 * found from it.
 */
export function commonLinkKey({ secret }: Pick<Cohort, 'secret'>, assignment: string): string {
  const message = utf8ToBytes(`plumbline-common-link-1\n${assignment}`);
  return bytesToHex(hmac(sha256, hexToBytes(secret), message));
}

/** A seed that a learner was given, and for which attempt. */
export interface GivenSeed {
  readonly seed: string;
  /** From 1. */
  readonly attempt: number;
}

/** The seeds that a learner may have used for an assignment: by the own link, and by the common one where there was one. */
export function seedsGiven(
  cohort: Pick<Cohort, 'secret'>,
  { terms, published }: Assignment,
  learner: string,
): readonly GivenSeed[] {
  const secrets = [
    cohort.secret,
    ...(published.some(({ hasCommonLink }) => hasCommonLink)
      ? [commonLinkKey(cohort, terms.id)]
      : []),
  ];
  return secrets.flatMap((secret) => seedsOf(secret, terms.id, learner, terms.attempts));
}

/** The seeds of attempts 1 to `attempts`. */
export function seedsOf(
  secret: string,
  assignment: string,
  learner: string,
  attempts: number,
): readonly GivenSeed[] {
  return Array.from({ length: attempts }, (_, index) => ({
    seed: assignmentSeed(secret, assignment, learner, index + 1),
    attempt: index + 1,
  }));
}
