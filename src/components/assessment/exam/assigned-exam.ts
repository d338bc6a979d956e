import { assignmentSha256, readAssignmentFragment } from '#cohort';
import type { LearnerRecord } from '#progress';

/** The assignment that the hand-in of an exam answers. */
export interface AssignedExam {
  /** Digest of its terms. */
  readonly sha256: string;
  readonly title: string;
  /** The learner's id in it. */
  readonly learner: string;
}

/** The assignment with this exam whose link was opened last in this browser; `undefined` where there is none. */
export async function assignedExam(
  record: Pick<LearnerRecord, 'assignments'>,
  exam: string,
): Promise<AssignedExam | undefined> {
  const kept = [...(await record.assignments())].sort((a, b) => (a.keptAt < b.keptAt ? 1 : -1));
  for (const { link, learner } of kept) {
    // What cannot be read any more is told where assignments are shown.
    const terms = readAssignmentFragment(link).value?.link.terms;
    if (!terms?.items.some(({ kind, id }) => kind === 'exam' && id === exam)) continue;
    return { sha256: assignmentSha256(terms), title: terms.title, learner };
  }
  return undefined;
}
