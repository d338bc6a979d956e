import type { ExamPaper } from '#assessment';
import { readExamSubmission, regradeExam, writeExamRecord, type IssuersSitting } from '#cohort';
import { keepJudgement, type JudgesOfCohort } from './keep-judgement.ts';
import type { GradeHandIn } from './regrade-desk.ts';

export interface JudgesOfExams extends JudgesOfCohort {
  readonly sittings: readonly IssuersSitting[];
  /** The questions of an open exam. */
  readonly loadPaper: (exam: string) => Promise<ExamPaper>;
}

/**
 * Judges the hand-in of an exam by the questions of this site, or by its sitting where a locked pack was sat: then the window of
 * the pack decides what is late.
 *
 * @throws LabError as `keepJudgement`; what `loadPaper` throws.
 */
export async function judgeExam(
  handIn: Parameters<GradeHandIn>[0],
  bytes: Uint8Array,
  { sittings, loadPaper, ...judges }: JudgesOfExams,
  now: Date = new Date(),
): ReturnType<GradeHandIn> {
  const { id } = handIn.item;
  // The questions of a pack are in its sitting; its exam may have none that are open.
  const isOfPack = readExamSubmission(bytes).value?.submission.packSha256 !== undefined;
  const paper = isOfPack ? undefined : await loadPaper(id);
  const judged = await regradeExam(bytes, {
    examOf: (exam) => (exam === id ? paper : undefined),
    sittings,
    grader: judges.grader,
    receivedAt: handIn.receivedAt,
    gradedAt: now.toISOString(),
    gradedBy: judges.gradedBy,
  });
  return { status: 'judged', ...(await keepJudgement(handIn, judged, writeExamRecord, judges)) };
}
