import type { Explanation } from '#assessment';
import type { Finding } from '#grading';
import type { Grade } from './grade-of.ts';
import type { GradedPiece } from './graded-work.ts';

/** What an instructor wrote about some work. */
export interface FeedbackComment {
  readonly text: string;
  readonly by: string;
  /** The file that it is about, and its line from 1. */
  readonly path?: string;
  readonly line?: number;
  /** What the line says, as it was when the comment was written. */
  readonly quote?: string;
}

/** A check of the work that counts, with what it saw. */
export interface FeedbackCheck {
  readonly check: string;
  /** The claim that must hold, in the lab's words. */
  readonly claim: string;
  /** `error` never stands in a record; a check without a finding was not kept in words. */
  readonly status: 'pass' | 'fail' | 'blocked' | 'error';
  readonly finding?: Finding;
}

/** A question of the quiz that counts. What was answered is in no record, and not told here. */
export interface FeedbackQuestion {
  readonly item: string;
  /** As marked again. */
  readonly isRight: boolean;
  /** As the bank asks, answers and explains it; absent where this edition's bank is not the one that it was marked by. */
  readonly asked?: Explanation & { readonly ask: string };
}

export interface PieceFeedback {
  readonly piece: GradedPiece;
  readonly grade: Grade;
  /** In the lab's order; empty for what has no checks, and for work that did not come. */
  readonly checks: readonly FeedbackCheck[];
  /** In the order shown; empty for all but quizzes. */
  readonly questions: readonly FeedbackQuestion[];
  readonly comments: readonly FeedbackComment[];
  /** Hints that were opened, and whether the solution was, as the learner's browser tells. */
  readonly hintsUsed?: number;
  readonly solutionSeen?: boolean;
}

/** All that one learner gets back. */
export interface LearnerFeedback {
  /** As shown: the name, or the id where there is none. */
  readonly learner: string;
  readonly cohort: string;
  /** Who answers for it. */
  readonly issuer: string;
  /** ISO 8601 in UTC. */
  readonly writtenAt: string;
  readonly pieces: readonly PieceFeedback[];
  readonly totalPercent?: number;
}

/** What a check came to, in a word. */
export const STATUS_WORDS = {
  pass: 'Holds',
  fail: 'Does not hold',
  blocked: 'Could not be told yet',
  error: 'Was not judged',
} as const;

/** What stands for a question whose bank is not at hand. */
export const OTHER_BANK =
  'The questions of this quiz were changed since it was marked, so they are not shown here.';

/** What an answer came to, in a word or two. */
export const answerWords = (isRight: boolean): string => (isRight ? 'Right' : 'Not right');

/** `src/train.py, line 12` */
export function placeWords({ path, line }: Pick<FeedbackComment, 'path' | 'line'>): string {
  if (path === undefined) return 'On the whole';
  return line === undefined ? path : `${path}, line ${line}`;
}
