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

export interface PieceFeedback {
  readonly piece: GradedPiece;
  readonly grade: Grade;
  /** In the lab's order; empty for what has no checks, and for work that did not come. */
  readonly checks: readonly FeedbackCheck[];
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

/** `src/train.py, line 12` */
export function placeWords({ path, line }: Pick<FeedbackComment, 'path' | 'line'>): string {
  if (path === undefined) return 'On the whole';
  return line === undefined ? path : `${path}, line ${line}`;
}
