import { LAST_ID, type LearnerRecord } from '#progress';
import { assignedExam } from './assigned-exam.ts';

/**
 * Under which id work is handed in: of an exam's part as the assignment with this exam names the learner, or as its other part
 * was handed in; else as before, or a random one.
 */
export async function proposedId(
  record: Pick<LearnerRecord, 'assignments' | 'examReceipts' | 'setting' | 'learnerId'>,
  exam: string | undefined,
): Promise<{
  readonly learner: string;
  /** Title of the assignment that names the learner so. */
  readonly assigned?: string;
}> {
  if (exam !== undefined) {
    const assigned = await assignedExam(record, exam);
    if (assigned) return { learner: assigned.learner, assigned: assigned.title };
    const other = (await record.examReceipts()).findLast((one) => one.exam === exam);
    if (other) return { learner: other.learner };
  }
  const last = await record.setting(LAST_ID);
  return { learner: typeof last === 'string' ? last : await record.learnerId() };
}
