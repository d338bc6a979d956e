import { canonicalJson } from '#formats';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ReadExamSubmission } from '../exam/exam-submission.ts';
import type { ReadLearnedSubmission } from '../learned/learned-submission.ts';
import type { ItemKind } from '../register/assignment.ts';
import type { Submission } from '../submission/read-submission.ts';
import type { Received } from './collect.ts';

/** What a whole hand-in says that is needed to sort it: small, and plain data, so that it can be kept. */
export interface Facts {
  readonly kind: ItemKind;
  readonly received: Received;
  /** Of the file. */
  readonly fileSha256: string;
  readonly manifestSha256: string;
  /** Of the list of files, or of the answers. */
  readonly workSha256: string;
  /** Id of the lab or exam; `<course>/<quiz>`, `<course>/<lesson>`. */
  readonly activity: string;
  readonly assignmentSha256?: string;
  /** Of a lab: the exam whose practical part it is. */
  readonly exam?: string;
  readonly packSha256?: string;
  readonly learner: string;
  /** Empty for a lesson, which has none. */
  readonly seed: string;
  /** `did:key:…` */
  readonly signer: string;
  /** By the learner's clock. */
  readonly createdAt: string;
  /** Of the first and the last attempt or sitting, by the learner's clock. */
  readonly startedAt?: string;
  readonly lastStartedAt?: string;
}

const digest = (value: unknown): string => bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));

export function factsOfLab(received: Received, submission: Submission): Facts {
  const { manifest, signer, bundleSha256, manifestSha256 } = submission;
  const { learner, seed, files, assignmentSha256, createdAt, attempts, exam } = manifest;
  const started = attempts.map(({ startedAt }) => startedAt).sort();
  const [startedAt] = started;
  const lastStartedAt = started.at(-1);
  return {
    kind: 'lab',
    received,
    fileSha256: bundleSha256,
    manifestSha256,
    workSha256: digest(files),
    activity: manifest.lab.id,
    ...(assignmentSha256 === undefined ? {} : { assignmentSha256 }),
    ...(exam === undefined ? {} : { exam }),
    learner,
    seed,
    signer,
    createdAt,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(lastStartedAt === undefined ? {} : { lastStartedAt }),
  };
}

export function factsOfExam(received: Received, read: ReadExamSubmission): Facts {
  const { submission, signer } = read;
  const { exam, packSha256, learner, formSeed, createdAt, startedAt, answers, form } = submission;
  const { assignmentSha256 } = submission;
  return {
    kind: 'exam',
    received,
    fileSha256: read.sha256,
    // Canonical and in one file: the same hand-in has the same bytes.
    manifestSha256: read.sha256,
    workSha256: digest({ form, answers }),
    activity: exam,
    ...(assignmentSha256 === undefined ? {} : { assignmentSha256 }),
    ...(packSha256 === undefined ? {} : { packSha256 }),
    learner,
    seed: formSeed,
    signer,
    createdAt,
    startedAt,
    lastStartedAt: startedAt,
  };
}

export function factsOfLearned(received: Received, read: ReadLearnedSubmission): Facts {
  const { submission, signer, sha256: fileSha256 } = read;
  const { learner, createdAt, assignmentSha256 } = submission;
  const common = {
    received,
    fileSha256,
    // Canonical and in one file: the same hand-in has the same bytes.
    manifestSha256: fileSha256,
    ...(assignmentSha256 === undefined ? {} : { assignmentSha256 }),
    learner,
    signer,
    createdAt,
  };
  if (submission.kind === 'lesson') {
    const { openedAt, readAt } = submission.selfReported;
    return {
      ...common,
      kind: 'lesson',
      // To have read the same lesson is no copy.
      workSha256: fileSha256,
      activity: submission.lesson,
      seed: '',
      startedAt: openedAt,
      lastStartedAt: readAt,
    };
  }
  const { quiz, seed, form, answers, startedAt } = submission;
  return {
    ...common,
    kind: 'quiz',
    workSha256: digest({ form, answers }),
    activity: quiz,
    seed,
    startedAt,
    lastStartedAt: startedAt,
  };
}
