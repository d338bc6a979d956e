import type { Verdict } from '#grading';
import type { SetAsideList } from '../collect/collect.ts';
import type { ExamRecord } from '../exam/exam-record.ts';
import type { LearnedRecord } from '../learned/learned-record.ts';
import type { RegradeRecord } from '../regrade/regrade-record.ts';
import type { ItemKind } from './assignment.ts';

/** A remark of the instructor on the work. */
export interface LineComment {
  readonly id: string;
  /** Path in the work; absent: on the whole. */
  readonly path?: string;
  /** From 1; absent: on the whole file. */
  readonly line?: number;
  readonly text: string;
  readonly by: string;
  readonly at: string;
}

/** A grade that a person set in the place of the grader's, and why. */
export interface Override {
  readonly points: number;
  readonly maxPoints: number;
  readonly passed: boolean;
  /** For the learner and for whoever asks later; never empty. */
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** What grading the hand-in again gave. */
export type HandInGrading =
  /** Nobody has graded it again yet. */
  | { readonly status: 'waiting' }
  | {
      readonly status: 'graded';
      readonly record: RegradeRecord;
      /** The bytes of `*.regrade.json`, canonical and signed. */
      readonly signedRecord: string;
      /** With the sentences for the learner, which the record leaves out. */
      readonly verdicts: readonly Verdict[];
    }
  /** A knowledge exam, judged by its bank. */
  | {
      readonly status: 'judged';
      readonly record: ExamRecord;
      /** The bytes of `*.exam-regrade.json`, canonical and signed. */
      readonly signedRecord: string;
    }
  /** A quiz, marked again by its bank; or a lesson, taken as its learner's browser reports it. */
  | {
      readonly status: 'marked';
      readonly record: LearnedRecord;
      /** The bytes of `*.learned-regrade.json`, canonical and signed. */
      readonly signedRecord: string;
    }
  /** The grader or the engine broke, or it took too long: never charged to the learner. */
  | { readonly status: 'failed'; readonly reason: string; readonly at: string };

/** The score of a hand-in that was graded again: a lab's points, right answers of an exam or a quiz, one for a lesson; `undefined` for others. */
export function scoreOfGrading(
  grading: Extract<HandInGrading, { readonly record: unknown }>,
): GradedScore;
export function scoreOfGrading(grading: HandInGrading): GradedScore | undefined;
export function scoreOfGrading(grading: HandInGrading): GradedScore | undefined {
  if (grading.status === 'graded') return grading.record.score;
  if (grading.status !== 'judged' && grading.status !== 'marked') return undefined;
  const { right, of, passed } = grading.record.score;
  return { points: right, maxPoints: of, passed };
}

/**
 * A hand-in with what a record found of it beside the score: what needs a person's eye goes to its notes; that it came after the
 * window of a pack, to the hand-in itself.
 */
export function withFindings(
  handIn: HandIn,
  { notes, isLate = false }: { readonly notes: readonly string[]; readonly isLate?: boolean },
): HandIn {
  if (!isLate && notes.length === 0) return handIn;
  return {
    ...handIn,
    isLate: handIn.isLate || isLate,
    notes: [...new Set([...handIn.notes, ...notes])],
  };
}

export interface GradedScore {
  readonly points: number;
  readonly maxPoints: number;
  readonly passed: boolean;
}

/** A file that was collected and belongs to a learner and an assignment. Its bytes lie apart, under the same key. */
export interface HandIn {
  /** Id of the cohort. */
  readonly cohort: string;
  /** Id of the learner. */
  readonly learner: string;
  /** Of the file as received, lower-case hexadecimal. */
  readonly bundleSha256: string;
  /** Id of the assignment within the cohort. */
  readonly assignment: string;
  readonly item: { readonly kind: ItemKind; readonly id: string };
  /** Of a lab that was done in exam mode: the exam whose practical part it is. */
  readonly exam?: string;
  /** From 1, by the seed that it was made with; 0 where that is not known, and for a lesson. */
  readonly attempt: number;
  /** Of its `submission.json`: the same however the file was compressed. Of all but labs, that of the file. */
  readonly manifestSha256: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  /** By the instructor's clock: the one time that decides. */
  readonly receivedAt: string;
  /** By the learner's clock, as the file says. */
  readonly createdAt: string;
  /** `did:key:…` that signed it. */
  readonly signer: string;
  readonly isLate: boolean;
  /** What a person should look at, a sentence each: questions, no verdicts. */
  readonly notes: readonly string[];
  readonly grading: HandInGrading;
  /** Oldest first. */
  readonly comments: readonly LineComment[];
  /** Oldest first; the last stands. An override is never taken out, only followed by another. */
  readonly overrides: readonly Override[];
}

/** A file that was collected and is not graded, with the reason. Its bytes are not kept. */
export interface SetAsideFile {
  readonly cohort: string;
  /** Of the file, lower-case hexadecimal. */
  readonly sha256: string;
  readonly fileName: string;
  readonly receivedAt: string;
  readonly list: SetAsideList;
  readonly reason: string;
  /** Id of the learner that the file names, where that one is on the roster. */
  readonly learner?: string;
}

/** Names one hand-in within the store: `<cohort>/<learner>/<SHA-256 of the file>`. */
export type HandInKey = Pick<HandIn, 'cohort' | 'learner' | 'bundleSha256'>;

export const handInKey = ({ cohort, learner, bundleSha256 }: HandInKey): string =>
  `${cohort}/${learner}/${bundleSha256}`;
