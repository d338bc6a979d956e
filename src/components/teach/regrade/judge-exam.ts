import type { ExamPaper } from '#assessment';
import {
  evidenceFaultLine,
  readExamSubmission,
  regradeExam,
  writeExamRecord,
  type CohortStore,
  type EvidenceKey,
  type GraderIdentity,
  type IssuersSitting,
} from '#cohort';
import { LabError } from '#container';
import type { GradeHandIn } from './regrade-desk.ts';

export interface JudgesOfExams {
  readonly store: Pick<CohortStore, 'updateHandIn'>;
  readonly grader: GraderIdentity;
  readonly gradedBy: string;
  /** Signs the records. */
  readonly key: EvidenceKey;
  readonly sittings: readonly IssuersSitting[];
  /** The questions of an open exam. */
  readonly loadPaper: (exam: string) => Promise<ExamPaper>;
}

/**
 * Judges the hand-in of an exam by the questions of this site, or by its sitting where a locked pack was sat: then the window of
 * the pack decides what is late. What needs a person's eye goes to the notes of the hand-in.
 *
 * @throws LabError `HandInUnreadable`; what `loadPaper` and the store throw.
 */
export async function judgeExam(
  handIn: Parameters<GradeHandIn>[0],
  bytes: Uint8Array,
  { store, grader, gradedBy, key, sittings, loadPaper }: JudgesOfExams,
  now: Date = new Date(),
): ReturnType<GradeHandIn> {
  const { id } = handIn.item;
  // The questions of a pack are in its sitting; its exam may have none that are open.
  const isOfPack = readExamSubmission(bytes).value?.submission.packSha256 !== undefined;
  const paper = isOfPack ? undefined : await loadPaper(id);
  const judged = await regradeExam(bytes, {
    examOf: (exam) => (exam === id ? paper : undefined),
    sittings,
    grader,
    receivedAt: handIn.receivedAt,
    gradedAt: now.toISOString(),
    gradedBy,
  });
  if (judged.faults) {
    throw new LabError('HandInUnreadable', judged.faults.map(evidenceFaultLine).join(' '));
  }
  const { record } = judged.value;
  if (record.isLate || record.notes.length > 0) {
    await store.updateHandIn(handIn, (before) => ({
      ...before,
      isLate: before.isLate || record.isLate,
      notes: [...new Set([...before.notes, ...record.notes])],
    }));
  }
  const signed = await writeExamRecord(record, key);
  return { status: 'judged', record, signedRecord: new TextDecoder().decode(signed) };
}
