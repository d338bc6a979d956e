import {
  evidenceFaultLine,
  withFindings,
  type CohortStore,
  type EvidenceKey,
  type EvidenceReading,
  type GraderIdentity,
} from '#cohort';
import { LabError } from '#container';
import type { GradeHandIn } from './regrade-desk.ts';

/** With what exams are judged, and quizzes and lessons marked. */
export interface JudgesOfCohort {
  readonly store: Pick<CohortStore, 'updateHandIn'>;
  readonly grader: GraderIdentity;
  readonly gradedBy: string;
  /** Signs the records. */
  readonly key: EvidenceKey;
}

/**
 * Signs what was found. What needs a person's eye goes to the notes of the hand-in; that it came after the window of a pack, to
 * the hand-in itself.
 *
 * @throws LabError `HandInUnreadable` where nothing was found; what the store throws.
 */
export async function keepJudgement<
  Found extends { readonly notes: readonly string[]; readonly isLate?: boolean },
>(
  handIn: Parameters<GradeHandIn>[0],
  judged: EvidenceReading<{ readonly record: Found }>,
  write: (record: Found, key: EvidenceKey) => Promise<Uint8Array>,
  { store, key }: Pick<JudgesOfCohort, 'store' | 'key'>,
): Promise<{ readonly record: Found; readonly signedRecord: string }> {
  if (judged.faults) {
    throw new LabError('HandInUnreadable', judged.faults.map(evidenceFaultLine).join(' '));
  }
  const { record } = judged.value;
  const { notes, isLate = false } = record;
  if (isLate || notes.length > 0) {
    await store.updateHandIn(handIn, (before) => withFindings(before, record));
  }
  return { record, signedRecord: new TextDecoder().decode(await write(record, key)) };
}
