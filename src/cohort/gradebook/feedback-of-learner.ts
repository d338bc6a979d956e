import { explainItem, type QuizBank } from '#assessment';
import type { Cohort } from '../register/cohort.ts';
import type { HandIn } from '../register/hand-in.ts';
import type { Gradebook, GradebookRow } from './gradebook.ts';
import type { FeedbackCheck, FeedbackQuestion, LearnerFeedback } from './learner-feedback.ts';

/** What checks and questions say, in the words of this edition. */
export interface FeedbackWords {
  /** What a check claims. */
  readonly claim: (lab: string, check: string) => string;
  /** A question of a quiz; `undefined` unless the quiz has just the bank of this digest. */
  readonly question: (
    quiz: string,
    item: string,
    bankSha256: string,
  ) => QuizBank['items'][number] | undefined;
}

/** Finds questions in banks, and none in a bank of another digest than that by which they were marked. */
export function questionsIn(
  bankOf: (quiz: string) => Pick<QuizBank, 'items' | 'sha256'> | undefined,
): FeedbackWords['question'] {
  return (quiz, item, bankSha256) => {
    const bank = bankOf(quiz);
    return bank?.sha256 === bankSha256 ? bank.items.find(({ id }) => id === item) : undefined;
  };
}

/** What a learner gets back for everything that is graded, from the cohort as it is kept. */
export function feedbackOfLearner(
  { name, issuer }: Pick<Cohort, 'name' | 'issuer'>,
  { pieces }: Pick<Gradebook, 'pieces'>,
  row: GradebookRow,
  /** Those of this learner; others are passed over. */
  handIns: readonly HandIn[],
  words: FeedbackWords,
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
          checks: handIn ? checksOf(handIn, words) : [],
          questions: handIn ? questionsOf(handIn, words) : [],
          comments: handIn?.comments ?? [],
        },
      ];
    }),
    ...(totalPercent !== undefined && { totalPercent }),
  };
}

function checksOf(
  { grading, item }: HandIn,
  { claim: claimOf }: FeedbackWords,
): readonly FeedbackCheck[] {
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

function questionsOf(
  { grading }: HandIn,
  { question }: FeedbackWords,
): readonly FeedbackQuestion[] {
  if (grading.status !== 'marked') return [];
  const { activity, items, bankSha256 } = grading.record;
  return items.map(({ item, right }): FeedbackQuestion => {
    const known = bankSha256 === undefined ? undefined : question(activity, item, bankSha256);
    const of = { item, isRight: right };
    return known ? { ...of, asked: { ask: known.ask, ...explainItem(known) } } : of;
  });
}
