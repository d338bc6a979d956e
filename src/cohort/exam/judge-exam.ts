import { scoreExam, type ExamPaper } from '#assessment';
import type { Slots } from '#curriculum';
import type { EvidenceReading } from '../evidence-fault.ts';
import type { ExamSubmission } from './exam-submission.ts';

/** What the answers of a hand-in are worth by the bank. */
export interface JudgedExam {
  readonly points: number;
  readonly maxPoints: number;
  readonly passed: boolean;
}

const fault = (found: string, expected: string, toDo: string) =>
  ({ faults: [{ name: 'LabUnknown', found, expected, toDo }] }) as const;

/**
 * Judges the answers of a hand-in again by the exam's own questions; what the learner's browser reported decides nothing. The
 * form is held to the number of items by competency; which items an open exam drew is the learner's browser's word.
 */
export function judgeExam(
  submission: ExamSubmission,
  paper: Pick<ExamPaper, 'bankSha256' | 'items' | 'pass' | 'slots'>,
): EvidenceReading<JudgedExam> {
  if (submission.bankSha256 !== paper.bankSha256) {
    return fault(
      `answers to the bank ${submission.bankSha256.slice(0, 12)}…`,
      `the bank of this edition, ${paper.bankSha256.slice(0, 12)}…`,
      'Judge it with the edition of the site that it was sat on.',
    );
  }
  const byId = new Map(paper.items.map((item) => [item.id, item]));
  const counts: Partial<Record<keyof Slots, number>> = {};
  for (const id of submission.form) {
    const item = byId.get(id);
    if (!item) return fault(`an item “${id}”`, 'items of the bank', 'Do not count it.');
    counts[item.competency] = (counts[item.competency] ?? 0) + 1;
  }
  const differs = [...new Set([...Object.keys(counts), ...Object.keys(paper.slots)])].find(
    (key) => (counts[key as keyof Slots] ?? 0) !== (paper.slots[key as keyof Slots] ?? 0),
  );
  if (differs !== undefined) {
    return fault(
      `a form with ${counts[differs as keyof Slots] ?? 0} items of ${differs}`,
      `${paper.slots[differs as keyof Slots] ?? 0}, as the exam has`,
      'Do not count it. Ask how it was made.',
    );
  }
  const answers = Object.fromEntries(submission.answers.map(({ item, answer }) => [item, answer]));
  const { right, of, passed } = scoreExam(paper.items, submission.form, answers, paper.pass);
  return { value: { points: right, maxPoints: of, passed } };
}
