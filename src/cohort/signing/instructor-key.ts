import { LabError } from '#container';
import { makeEvidenceKey, type EvidenceKey } from './evidence-key.ts';
import { isEvidenceKey, type KeyPlace } from './learner-key.ts';

/** Under which name an instructor's key is kept. */
export const INSTRUCTOR_KEY = 'instructor';

/**
 * The key with which this browser signs assignments and re-grade records: made at the first call, the same from then on and
 * in every tab. It never leaves the browser; a colleague who takes a cohort over signs with a key of their own.
 *
 * @throws LabError `KeyUnreadable` when something else is kept under its name; what the place throws.
 */
export async function instructorKey(
  place: KeyPlace,
  make: () => Promise<EvidenceKey> = makeEvidenceKey,
): Promise<EvidenceKey> {
  const known = await place.keptKey(INSTRUCTOR_KEY);
  const key = known ?? (await place.keepKeyOnce(INSTRUCTOR_KEY, await make()));
  if (isEvidenceKey(key)) return key;
  throw new LabError(
    'KeyUnreadable',
    'What this browser keeps as the instructor’s key is none.',
    'Export your cohorts, clear the site’s data, and bring the cohorts in again: a new key is made.',
  );
}
