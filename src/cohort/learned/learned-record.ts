import { signedRecords, type RecordHead } from '../signing/signed-record.ts';
import { LEARNED_RECORD_SCHEMA } from './learned-schemas.ts';

interface Mark {
  readonly right: number;
  readonly of: number;
  readonly passed: boolean;
}

/**
 * `*.learned-regrade.json` without its proof: what an issuer found when a quiz was marked again, or that a lesson was handed
 * in as read.
 */
export interface LearnedRecord extends RecordHead {
  readonly format: 'plumbline-learned-regrade';
  readonly formatVersion: 1;
  readonly kind: 'lesson' | 'quiz';
  /** `<course>/<lesson>` or `<course>/<quiz>`. */
  readonly activity: string;
  /** A quiz is marked again from its answers; that a lesson was read is what the learner's browser says, and no more. */
  readonly basis: 'regraded' | 'self-reported';
  /** Of a quiz: by which items it was marked, to the byte. */
  readonly bankSha256?: string;
  /** Where they are others than those that it was taken with. */
  readonly handedInBankSha256?: string;
  readonly assignmentSha256?: string;
  /** Of a quiz, in the order shown. */
  readonly items: readonly { readonly item: string; readonly right: boolean }[];
  /** Of a lesson 1 of 1. `pass` is the percent that passes by the quiz itself; an assignment has its own. */
  readonly score: Mark & { readonly pass: number };
  /** What the learner's browser reported, where it is another result. */
  readonly reported?: Mark;
}

const records = /* @__PURE__ */ signedRecords<LearnedRecord>({
  file: 'the record of a quiz or a lesson',
  format: 'plumbline-learned-regrade',
  schema: LEARNED_RECORD_SCHEMA,
});

/** The bytes of `*.learned-regrade.json`. @see SignedRecords */
export const writeLearnedRecord = records.write;

/** Reads `*.learned-regrade.json`. @see SignedRecords */
export const readLearnedRecord = records.read;
