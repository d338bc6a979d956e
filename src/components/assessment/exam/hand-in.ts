import type { ExamResult } from '#assessment';
import { examSubmission, learnerKey, writeExamSubmission } from '#cohort';
import type { LearnerRecord } from '#progress';
import { downloadBytes } from '../../workbench/download.ts';

/** Saves the hand-in of a sitting: signed with this browser's key, the same as for labs. */
export async function handIn(record: LearnerRecord, result: ExamResult): Promise<void> {
  const learner = await record.learnerId();
  const about = { learner, createdAt: new Date().toISOString() };
  const bytes = await writeExamSubmission(examSubmission(result, about), await learnerKey(record));
  downloadBytes(`${result.exam}-${result.number}-${learner}.exam.json`, bytes);
}
