import type { ExamResult } from '#assessment';
import { didOf, examSubmission, keyNote, learnerKey, writeExamSubmission } from '#cohort';
import { LabError } from '#container';
import { digestOf, type ExamReceipt, type LearnerRecord } from '#progress';
import { learnerFault } from '../../workbench/hand-in/hand-in.ts';
import { plainName } from '../../workbench/hand-in/plain-name.ts';
import type { MadeHandIn } from '../use-hand-in.ts';
import { assignedExam } from './assigned-exam.ts';

/**
 * Makes the hand-in of a sitting: signed with this browser's key, the same as for labs; of a pack under the id that it is
 * made out to.
 *
 * @param learner the id under which its receiver knows the learner
 * @throws LabError `IdNotPossible`, `SubmissionNotPossible`, `KeyUnreadable`; what the storage throws
 */
export async function makeExamHandIn(
  record: LearnerRecord,
  result: ExamResult,
  learner: string,
  now: Date,
): Promise<MadeHandIn<ExamReceipt>> {
  const fault = learnerFault(learner);
  if (fault !== undefined) {
    throw new LabError('IdNotPossible', `This cannot be your id: ${fault}`, 'Nothing was made.');
  }
  const createdAt = now.toISOString();
  const assigned = await assignedExam(record, result.exam);
  const answers = assigned?.learner === (result.packLearner ?? learner) ? assigned : undefined;
  const submission = examSubmission(result, {
    learner,
    createdAt,
    ...(answers ? { assignmentSha256: answers.sha256 } : {}),
  });
  const key = await learnerKey(record);
  const bytes = await writeExamSubmission(submission, key);
  const { exam, number, selfReported } = submission;
  const receipt = {
    id: digestOf(bytes),
    fileName: `${exam}-${number}-${plainName(submission.learner) || 'learner'}.exam.json`,
    sizeBytes: bytes.length,
    exam,
    number,
    learner: submission.learner,
    handedInAt: createdAt,
    right: selfReported.right,
    of: selfReported.of,
    signer: didOf(key),
  };
  const note = [answers && `It answers “${answers.title}”.`, keyNote(key)]
    .filter(Boolean)
    .join(' ');
  return { bytes, receipt, note: note === '' ? undefined : note };
}
