import type { Verdict } from '#grading';
import { evidenceFaultLine, quoted, type EvidenceReading } from '../evidence-fault.ts';
import { readExamRecord } from '../exam/exam-record.ts';
import { readLearnedRecord } from '../learned/learned-record.ts';
import { withFindings, type HandIn, type HandInGrading } from '../register/hand-in.ts';
import { readRegradeRecord } from './regrade-record.ts';

/** A record of grading again as a file. */
export interface RecordFile {
  /** Its ending says of which kind it is: `.regrade.json`, `.exam-regrade.json` or `.learned-regrade.json`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the checks said, where that was kept beside the record of a lab. */
  readonly verdicts?: readonly Verdict[];
}

export interface TakenRecords {
  readonly handIns: readonly HandIn[];
  /** How many of them have another grading than before. */
  readonly taken: number;
  /** Why a record was left, a sentence each. */
  readonly left: readonly string[];
}

type Graded = Extract<HandInGrading, { readonly record: unknown }>;

interface Told {
  readonly grading: Graded;
  /** Of the hand-in as received. */
  readonly bundleSha256: string;
  readonly signer: string;
  readonly notes: readonly string[];
  readonly isLate?: boolean;
}

/**
 * Hand-ins with the gradings that records tell, as if they had been graded where the cohort is kept. A record counts when
 * `signer` has signed it and its hand-in is here; of two gradings the later one stands.
 *
 * @param signer `did:key:…` of whoever grades for this cohort
 */
export function takeRecords(
  handIns: readonly HandIn[],
  files: readonly RecordFile[],
  signer: string,
): TakenRecords {
  const byDigest = new Map(handIns.map((one) => [one.bundleSha256, one]));
  const changed = new Set<string>();
  const left: string[] = [];
  for (const file of files) {
    const { value: told, faults } = toldBy(file);
    const handIn = told && byDigest.get(told.bundleSha256);
    if (!told) {
      left.push(`${file.name}: ${evidenceFaultLine(faults[0])}`);
    } else if (told.signer !== signer) {
      left.push(
        `${file.name}: ${quoted(told.signer)} has signed it, which is not this cohort’s key.`,
      );
    } else if (!handIn) {
      left.push(`${file.name}: its hand-in is not in the cohort.`);
    } else if (!isOlder(told.grading, handIn.grading)) {
      byDigest.set(told.bundleSha256, withFindings({ ...handIn, grading: told.grading }, told));
      changed.add(told.bundleSha256);
    }
  }
  return {
    handIns: handIns.map((one) => byDigest.get(one.bundleSha256) ?? one),
    taken: changed.size,
    left,
  };
}

const isOlder = ({ record }: Graded, here: HandInGrading): boolean =>
  'record' in here && Date.parse(here.record.gradedAt) >= Date.parse(record.gradedAt);

function toldBy({ name, bytes, verdicts }: RecordFile): EvidenceReading<Told> {
  const signedRecord = new TextDecoder().decode(bytes);
  if (name.endsWith('.exam-regrade.json')) {
    const read = readExamRecord(bytes);
    if (read.faults) return read;
    const { record, signer } = read.value;
    const { submissionSha256: bundleSha256, notes, isLate } = record;
    const grading: Graded = { status: 'judged', record, signedRecord };
    return { value: { grading, bundleSha256, signer, notes, isLate } };
  }
  if (name.endsWith('.learned-regrade.json')) {
    const read = readLearnedRecord(bytes);
    if (read.faults) return read;
    const { record, signer } = read.value;
    const { submissionSha256: bundleSha256, notes } = record;
    const grading: Graded = { status: 'marked', record, signedRecord };
    return { value: { grading, bundleSha256, signer, notes } };
  }
  const read = readRegradeRecord(bytes);
  if (read.faults) return read;
  const { record, signer } = read.value;
  const said = new Map(verdicts?.map((verdict) => [verdict.check, verdict]));
  const grading: Graded = {
    status: 'graded',
    record,
    signedRecord,
    // The record decides: words of another verdict are not those of this one.
    verdicts: record.results.map(({ check, status }) => {
      const verdict = said.get(check);
      return verdict?.status === status ? verdict : wordless(check, status);
    }),
  };
  return { value: { grading, bundleSha256: record.bundleSha256, signer, notes: [] } };
}

const NOT_KEPT = 'What was seen was not kept beside the record.';

function wordless(check: string, status: Verdict['status']): Verdict {
  const of = { check, durationMs: 0 };
  switch (status) {
    case 'pass':
      return { ...of, status };
    case 'blocked':
      return { ...of, status, because: NOT_KEPT };
    case 'fail':
      return { ...of, status, summary: NOT_KEPT, ran: '', cameBack: '', expected: '' };
    case 'error':
      return { ...of, status, message: NOT_KEPT };
  }
}
