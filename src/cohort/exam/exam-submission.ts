import type { ExamResult } from '#assessment';
import { PLEDGE } from '#assessment';
import { SchemaValidator } from '#formats';
import type { EvidenceReading } from '../evidence-fault.ts';
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
import { EXAM_SUBMISSION_SCHEMA } from './exam-schemas.ts';

/** One answer of a hand-in: indices, words or lines, by the kind of its item. */
export interface SubmittedAnswer {
  readonly item: string;
  readonly answer: number | string | readonly number[] | readonly string[];
}

/** `*.exam.json` without its proof: one sitting of an exam's knowledge part. */
export interface ExamSubmission {
  readonly format: 'plumbline-exam-submission';
  readonly formatVersion: 1;
  /** Id of the exam: `foundations`. */
  readonly exam: string;
  /** Of the assignment that it answers, where it was sat for one. */
  readonly assignmentSha256?: string;
  /** Which items, to the byte: `bankDigest` of the bank. */
  readonly bankSha256: string;
  /** Of the issuer's pack, when one was sat. */
  readonly packSha256?: string;
  readonly formSeed: string;
  /** From 1, by learner and exam, as the learner's browser counts. */
  readonly number: number;
  /** Ids of the form, in the order shown. */
  readonly form: readonly string[];
  /** In the order of the form; what is left out was not answered. */
  readonly answers: readonly SubmittedAnswer[];
  readonly pledge: { readonly text: string; readonly takenAt: string };
  /** ISO 8601 in UTC, by the learner's clock, as all times. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly usedMs: number;
  readonly limitMs: number;
  readonly extraPercent: number;
  /** How often the device's clock was found earlier than before. */
  readonly clockSetBack: number;
  readonly ended: 'learner' | 'time';
  /** The id that the learner chose or was given; not an identity. */
  readonly learner: string;
  /** What the learner's browser says came out. Only ever compared. */
  readonly selfReported: { readonly right: number; readonly of: number; readonly passed: boolean };
  readonly createdAt: string;
}

/** A hand-in that is whole and signed by one key. */
export interface ReadExamSubmission {
  readonly submission: ExamSubmission;
  /** `did:key:z6Mk…` */
  readonly signer: string;
  /** Of the file as received, lower-case hexadecimal. */
  readonly sha256: string;
}

/** What a hand-in may hold. */
export const EXAM_SUBMISSION_BYTES = HAND_IN_BYTES;

/** What is handed in of a sitting that has ended. A pack's is handed in under the id that the pack is made out to. */
export function examSubmission(
  result: ExamResult,
  about: {
    readonly learner: string;
    readonly createdAt: string;
    readonly assignmentSha256?: string;
  },
): ExamSubmission {
  const { right, of, passed } = result.score;
  return {
    format: 'plumbline-exam-submission',
    formatVersion: 1,
    exam: result.exam,
    ...(about.assignmentSha256 === undefined ? {} : { assignmentSha256: about.assignmentSha256 }),
    bankSha256: result.bankSha256,
    ...(result.packSha256 === undefined ? {} : { packSha256: result.packSha256 }),
    formSeed: result.seed,
    number: result.number,
    form: result.items,
    answers: result.items.flatMap((item) => {
      const answer = result.answers[item];
      return answer === undefined ? [] : [{ item, answer }];
    }),
    pledge: { text: PLEDGE, takenAt: result.pledgedAt },
    startedAt: result.startedAt,
    finishedAt: result.finishedAt,
    usedMs: result.usedMs,
    limitMs: result.limitMs,
    extraPercent: result.extraPercent,
    clockSetBack: result.setBack,
    ended: result.ended,
    learner: result.packLearner ?? about.learner,
    selfReported: { right, of, passed },
    createdAt: about.createdAt,
  };
}

/**
 * The bytes of `<name>.exam.json`: canonical and signed. The same hand-in and key give the same bytes.
 *
 * @throws LabError `SubmissionNotPossible` when something of it cannot stand in a hand-in, naming what.
 * @see docs/formats/exam-submission.md
 */
export function writeExamSubmission(
  submission: ExamSubmission,
  key: EvidenceKey,
): Promise<Uint8Array> {
  return writeSignedHandIn(submission, submissionFaults(submission), 'This exam', key);
}

/** Reads `*.exam.json` and verifies its form and signature. Never throws, whatever the bytes are. */
export function readExamSubmission(bytes: Uint8Array): EvidenceReading<ReadExamSubmission> {
  return readSignedHandIn(bytes, {
    file: 'the hand-in of an exam',
    format: 'plumbline-exam-submission',
    faultsOf: submissionFaults,
    asSubmission: (document) => document as ExamSubmission,
  });
}

const validator = new SchemaValidator(EXAM_SUBMISSION_SCHEMA, '2020-12');

function submissionFaults(value: unknown): readonly HandInFault[] {
  if (isTooBulky(value)) {
    const found = 'a list or mapping of very many parts';
    return [{ name: 'TooLarge', found, expected: 'at most 10,000 in a list' }];
  }
  const shape = shapeFaults(validator, value, '');
  if (shape.length > 0) return shape;
  const { form, answers, startedAt, finishedAt, createdAt, pledge, usedMs, limitMs } =
    value as ExamSubmission;
  return [
    ...timeFaults([startedAt, finishedAt, createdAt, pledge.takenAt]),
    ...spanFaults(startedAt, finishedAt),
    ...(usedMs > limitMs
      ? [invalidHandIn(`${usedMs} ms used of ${limitMs}`, 'at most the limit')]
      : []),
    ...formFaults(form, answers),
  ];
}
