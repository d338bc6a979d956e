import type { QuizBank } from '#assessment';
import { markLearned, writeLearnedRecord, type AssignedItem } from '#cohort';
import { keepJudgement, type JudgesOfCohort } from './keep-judgement.ts';
import type { GradeHandIn } from './regrade-desk.ts';

export interface MarkersOfLearned extends JudgesOfCohort {
  /** What was assigned, with the titles that learners were told. */
  readonly items: readonly AssignedItem[];
  /** The questions of a quiz of this site. */
  readonly loadBank: (quiz: string) => Promise<QuizBank>;
}

/**
 * Marks the hand-in of a quiz by the questions of this site, or takes that of a lesson as its learner's browser reports it.
 *
 * @throws LabError as `keepJudgement`; what `loadBank` throws.
 */
export async function markHandIn(
  handIn: Parameters<GradeHandIn>[0],
  bytes: Uint8Array,
  { items, loadBank, ...judges }: MarkersOfLearned,
  now: Date = new Date(),
): ReturnType<GradeHandIn> {
  const { kind, id } = handIn.item;
  const title = items.find((one) => one.kind === kind && one.id === id)?.title ?? id;
  const bank = kind === 'quiz' ? await loadBank(id) : undefined;
  const marked = markLearned(bytes, {
    quizOf: (quiz) => (bank && quiz === id ? { ...bank, id, title } : undefined),
    lessonOf: (lesson) => (kind === 'lesson' && lesson === id ? title : undefined),
    grader: judges.grader,
    gradedAt: now.toISOString(),
    gradedBy: judges.gradedBy,
  });
  return { status: 'marked', ...(await keepJudgement(handIn, marked, writeLearnedRecord, judges)) };
}
