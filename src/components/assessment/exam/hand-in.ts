import type { ExamResult } from '#assessment';
import { didOf, examSubmission, keyNote, learnerKey, writeExamSubmission } from '#cohort';
import { digestOf, type ExamReceipt, type LearnerRecord } from '#progress';
import { plainName } from '../../workbench/hand-in/plain-name.ts';

/** A hand-in of an exam that was made, not yet saved anywhere. */
export interface MadeExamHandIn {
  readonly bytes: Uint8Array;
  readonly receipt: ExamReceipt;
  /** What the learner should know of this browser's key, if anything. */
  readonly note: string | undefined;
}

/**
 * Makes the hand-in of a sitting: signed with this browser's key, the same as for labs; of a pack under the id that it is
 * made out to.
 *
 * @throws LabError `SubmissionNotPossible`, `KeyUnreadable`; what the storage throws
 */
export async function makeExamHandIn(
  record: LearnerRecord,
  result: ExamResult,
  now: Date,
): Promise<MadeExamHandIn> {
  const createdAt = now.toISOString();
  const submission = examSubmission(result, { learner: await record.learnerId(), createdAt });
  const key = await learnerKey(record);
  const bytes = await writeExamSubmission(submission, key);
  const { exam, number, learner, selfReported } = submission;
  const receipt = {
    id: digestOf(bytes),
    fileName: `${exam}-${number}-${plainName(learner) || 'learner'}.exam.json`,
    sizeBytes: bytes.length,
    exam,
    number,
    learner,
    handedInAt: createdAt,
    right: selfReported.right,
    of: selfReported.of,
    signer: didOf(key),
  };
  return { bytes, receipt, note: keyNote(key) };
}
