import type { QuizResult } from '#assessment';
import { passes } from '#assessment';
import { LabError } from '#container';
import { SchemaValidator } from '#formats';
import type { EvidenceReading } from '../evidence-fault.ts';
import type { SubmittedAnswer } from '../exam/exam-submission.ts';
import type { EvidenceKey } from '../signing/evidence-key.ts';
import { formFaults, spanFaults, timeFaults } from '../signing/hand-in-faults.ts';
import {
  HAND_IN_BYTES,
  invalidHandIn,
  readSignedHandIn,
  writeSignedHandIn,
  type HandInFault,
} from '../signing/signed-hand-in.ts';
import { isTooBulky, shapeFaults } from '../submission/manifest-faults.ts';
import { LESSON_SUBMISSION_SCHEMA, QUIZ_SUBMISSION_SCHEMA } from './learned-schemas.ts';

interface OfBoth {
  readonly format: 'plumbline-learned';
  readonly formatVersion: 1;
  /** Of the terms that it answers, where it was done for an assignment. */
  readonly assignmentSha256?: string;
  /** The id that the learner chose or was given; not an identity. */
  readonly learner: string;
  /** ISO 8601 in UTC, by the learner's clock, as all times. */
  readonly createdAt: string;
}

/** `*.learned.json` of a quiz, without its proof: one try, with the answers as they were given. */
export interface QuizSubmission extends OfBoth {
  readonly kind: 'quiz';
  /** `<course>/<quiz>`. */
  readonly quiz: string;
  /** Which items, to the byte: `bankDigest` of the bank. */
  readonly bankSha256: string;
  /** From it the items were drawn: that of the assignment's attempt, or the browser's own. */
  readonly seed: string;
  /** From 1, by learner and quiz, as the learner's browser counts. */
  readonly number: number;
  /** Ids of the items, in the order shown. */
  readonly form: readonly string[];
  /** In the order of the form; what is left out was not answered. */
  readonly answers: readonly SubmittedAnswer[];
  readonly startedAt: string;
  readonly finishedAt: string;
  /** What the learner's browser says came out. Only ever compared. */
  readonly selfReported: { readonly right: number; readonly of: number; readonly passed: boolean };
}

/** `*.learned.json` of a lesson, without its proof. All that it says of reading is what the learner's browser says. */
export interface LessonSubmission extends OfBoth {
  readonly kind: 'lesson';
  /** `<course>/<lesson>`. */
  readonly lesson: string;
  readonly selfReported: {
    readonly openedAt: string;
    /** When the learner marked it as read, or answered its questions. */
    readonly readAt: string;
    /** Questions and exercises of the lesson that were answered, and how many of them rightly. */
    readonly answered: number;
    readonly right: number;
  };
}

export type LearnedSubmission = QuizSubmission | LessonSubmission;

/** A hand-in that is whole and signed by one key. */
export interface ReadLearnedSubmission {
  readonly submission: LearnedSubmission;
  /** `did:key:z6Mk…` */
  readonly signer: string;
  /** Of the file as received, lower-case hexadecimal. */
  readonly sha256: string;
}

/** What a hand-in may hold. */
export const LEARNED_BYTES = HAND_IN_BYTES;

type About = Pick<OfBoth, 'assignmentSha256' | 'learner' | 'createdAt'>;

const head = ({ assignmentSha256, learner, createdAt }: About): OfBoth => ({
  format: 'plumbline-learned',
  formatVersion: 1,
  ...(assignmentSha256 === undefined ? {} : { assignmentSha256 }),
  learner,
  createdAt,
});

/**
 * What is handed in of a finished try.
 *
 * @throws LabError `SubmissionNotPossible` for a result of before its answers were kept.
 */
export function quizSubmission(result: QuizResult, about: About): QuizSubmission {
  const { quiz, number, seed, answers, bankSha256, startedAt, finishedAt, right, of } = result;
  if (seed === undefined || answers === undefined || bankSha256 === undefined) {
    throw new LabError(
      'SubmissionNotPossible',
      'This try cannot be handed in: it was made before answers were kept with the result.',
      'Take the quiz once more, then hand in that try. Nothing was changed.',
    );
  }
  const form = Object.keys(result.items);
  return {
    ...head(about),
    kind: 'quiz',
    quiz,
    bankSha256,
    seed,
    number,
    form,
    answers: form.flatMap((item) => {
      const answer = answers[item];
      return answer === undefined ? [] : [{ item, answer }];
    }),
    startedAt,
    finishedAt,
    selfReported: { right, of, passed: passes(result) },
  };
}

/** What is handed in of a lesson that was read. */
export function lessonSubmission(
  lesson: string,
  selfReported: LessonSubmission['selfReported'],
  about: About,
): LessonSubmission {
  return { ...head(about), kind: 'lesson', lesson, selfReported };
}

/**
 * The bytes of `<name>.learned.json`: canonical and signed. The same hand-in and key give the same bytes.
 *
 * @throws LabError `SubmissionNotPossible` when something of it cannot stand in a hand-in, naming what.
 * @see docs/formats/learned-submission.md
 */
export function writeLearnedSubmission(
  submission: LearnedSubmission,
  key: EvidenceKey,
): Promise<Uint8Array> {
  return writeSignedHandIn(submission, submissionFaults(submission), 'This', key);
}

/** Reads `*.learned.json` and verifies its form and signature. Never throws, whatever the bytes are. */
export function readLearnedSubmission(bytes: Uint8Array): EvidenceReading<ReadLearnedSubmission> {
  return readSignedHandIn(bytes, {
    file: 'the hand-in of a quiz or a lesson',
    format: 'plumbline-learned',
    faultsOf: submissionFaults,
    asSubmission: (document) => document as LearnedSubmission,
  });
}

/** True for JSON that calls itself a hand-in of a quiz or a lesson; whether it is one, its reader finds. */
export function looksLearned(bytes: Uint8Array): boolean {
  if (bytes.length > LEARNED_BYTES) return false;
  return /"format"\s*:\s*"plumbline-learned"/.test(new TextDecoder().decode(bytes));
}

const ofQuiz = new SchemaValidator(QUIZ_SUBMISSION_SCHEMA, '2020-12');
const ofLesson = new SchemaValidator(LESSON_SUBMISSION_SCHEMA, '2020-12');

function submissionFaults(value: unknown): readonly HandInFault[] {
  if (isTooBulky(value)) {
    const found = 'a list or mapping of very many parts';
    return [{ name: 'TooLarge', found, expected: 'at most 10,000 in a list' }];
  }
  const { kind } = value as { readonly kind?: unknown };
  const shape = shapeFaults(kind === 'lesson' ? ofLesson : ofQuiz, value, '');
  if (shape.length > 0) return shape;
  const submission = value as LearnedSubmission;
  return submission.kind === 'lesson' ? lessonFaults(submission) : quizFaults(submission);
}

function lessonFaults({ selfReported, createdAt }: LessonSubmission): readonly HandInFault[] {
  const { openedAt, readAt, answered, right } = selfReported;
  const faults = [...timeFaults([openedAt, readAt, createdAt]), ...spanFaults(openedAt, readAt)];
  if (right > answered) {
    faults.push(
      invalidHandIn(`${right} right answers of ${answered}`, 'at most as many as were given'),
    );
  }
  return faults;
}

function quizFaults(submission: QuizSubmission): readonly HandInFault[] {
  const { form, answers, startedAt, finishedAt, createdAt } = submission;
  return [
    ...timeFaults([startedAt, finishedAt, createdAt]),
    ...spanFaults(startedAt, finishedAt),
    ...(form.length === 0 ? [invalidHandIn('no question at all', 'one or more')] : []),
    ...formFaults(form, answers),
  ];
}
