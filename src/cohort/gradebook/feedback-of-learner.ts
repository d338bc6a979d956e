import type { Cohort } from '../register/cohort.ts';
import type { HandIn } from '../register/hand-in.ts';
import type { Gradebook, GradebookRow } from './gradebook.ts';
import type { FeedbackCheck, LearnerFeedback } from './learner-feedback.ts';

/** What a check claims, in its lab's words. */
export type ClaimOf = (lab: string, check: string) => string;

/** What a learner gets back for everything that is graded, from the cohort as it is kept. */
export function feedbackOfLearner(
  { name, issuer }: Pick<Cohort, 'name' | 'issuer'>,
  { pieces }: Pick<Gradebook, 'pieces'>,
  row: GradebookRow,
  /** Those of this learner; others are passed over. */
  handIns: readonly HandIn[],
  claimOf: ClaimOf,
  writtenAt: string,
): LearnerFeedback {
  const { learner, grades, totalPercent } = row;
  const own = new Map(
    handIns.filter((one) => one.learner === learner.id).map((one) => [one.bundleSha256, one]),
  );
  return {
    learner: learner.name.trim() === '' ? learner.id : learner.name,
    cohort: name,
    issuer: issuer.name,
    writtenAt,
    pieces: pieces.flatMap((piece, at) => {
      const grade = grades[at];
      if (!grade) return [];
      const shown = grade.counted ?? grade.handIns.at(-1);
      const handIn = shown && own.get(shown.handIn.id);
      return [
        {
          piece,
          grade,
          checks: handIn ? checksOf(handIn, claimOf) : [],
          comments: handIn?.comments ?? [],
        },
      ];
    }),
    ...(totalPercent !== undefined && { totalPercent }),
  };
}

function checksOf({ grading, item }: HandIn, claimOf: ClaimOf): readonly FeedbackCheck[] {
  if (grading.status !== 'graded') return [];
  const words = new Map(grading.verdicts.map((verdict) => [verdict.check, verdict]));
  return grading.record.results.map(({ check, status }): FeedbackCheck => {
    const verdict = words.get(check);
    const claim = claimOf(item.id, check);
    return verdict && verdict.status !== 'error'
      ? { check, claim, status, finding: verdict }
      : { check, claim, status };
  });
}
