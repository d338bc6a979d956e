import type { CompetencyId } from '#curriculum';
import { signedRecords, type RecordHead } from '../signing/signed-record.ts';
import { EXAM_RECORD_SCHEMA } from './exam-schemas.ts';

/**
 * `*.exam-regrade.json` without its proof: what an issuer found when the answers of an exam's knowledge part were judged
 * again. It tells no question and no answer.
 */
export interface ExamRecord extends RecordHead {
  readonly format: 'plumbline-exam-regrade';
  readonly formatVersion: 1;
  readonly exam: string;
  /** Which items they were judged by, to the byte. */
  readonly bankSha256: string;
  /** Of the issuer's pack, when one was sat. */
  readonly packSha256?: string;
  /**
   * Who drew the questions: the issuer, for this learner, of a secret; or the learner's browser, of the bank that the site
   * publishes, with the right answers in it.
   */
  readonly drawnBy: 'issuer' | 'learner';
  /** Which sitting it was: of the issuer's forms, or as the learner's browser counts. */
  readonly number: number;
  readonly byCompetency: readonly CompetencyResult[];
  readonly score: {
    readonly right: number;
    readonly of: number;
    /** Percent that passes. */
    readonly pass: number;
    readonly passed: boolean;
  };
  /** What the learner's browser reported, where it is another result. */
  readonly reported?: { readonly right: number; readonly of: number; readonly passed: boolean };
  /** Received after the issuer's window had closed. */
  readonly isLate: boolean;
}

export interface CompetencyResult {
  readonly competency: CompetencyId;
  readonly right: number;
  readonly of: number;
}

const records = /* @__PURE__ */ signedRecords<ExamRecord>({
  file: 'the record of an exam',
  format: 'plumbline-exam-regrade',
  schema: EXAM_RECORD_SCHEMA,
});

/** The bytes of `*.exam-regrade.json`. @see SignedRecords */
export const writeExamRecord = records.write;

/** Reads `*.exam-regrade.json`. @see SignedRecords */
export const readExamRecord = records.read;
