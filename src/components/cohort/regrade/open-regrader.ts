import {
  evidenceFaultLine,
  writeRegradeRecord,
  type EvidenceKey,
  type EvidenceReading,
  type RegradeRecord,
} from '#cohort';
import { LabError } from '#container';
import type { Verdict } from '#grading';
import { siteLink } from '../../site/site-link.ts';
import { platformFault } from '../../workbench/engine-link.ts';
import { gradeInWorker } from './grade-in-worker.ts';
import type { Graded } from './grading-worker.ts';
import type { RegradeLab, RegradeSheet } from './regrade-sheet.ts';

/** Grades hand-ins again on this page, with the labs, grader and engine of this site. */
export interface Regrader extends Pick<RegradeSheet, 'grader' | 'engine' | 'exams'> {
  /** By id. */
  readonly labs: ReadonlyMap<string, RegradeLab>;
  /**
   * Reads a hand-in and grades it, beside the page's thread.
   *
   * @param bundle the bytes of `*.submission.zip`, as received; they are handed over
   * @throws LabError as `gradeInWorker`.
   */
  regrade(bundle: Uint8Array, given: Omit<RegradeGiven, 'key'>): Promise<EvidenceReading<Graded>>;
}

export interface RegraderOptions {
  /** Longest that one hand-in may take; 15 minutes unless told, as on the command line. */
  readonly timeLimitMs?: number;
}

/** What an issuer adds to a regrader: with them the record is decided, to the byte. */
export interface RegradeGiven {
  /** `hidden-seed.txt`, 32 bytes or more. */
  readonly secret: Uint8Array;
  readonly key: EvidenceKey;
  /** ISO 8601 in UTC. */
  readonly gradedAt: string;
  readonly gradedBy: string;
}

export interface SignedRegrade {
  readonly record: RegradeRecord;
  /** Of `<bundleSha256>.regrade.json`, the same as `npm run cohort -- regrade` writes. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** With what each check saw, in words. */
  readonly verdicts: readonly Verdict[];
}

const TIME_LIMIT_MS = 900_000;
/** Programs of several gradings share the machine: a slow one is not a wrong one. The command has the same. */
const PATIENCE = 4;

/**
 * Makes ready to grade: asks the site once for what it knows of its labs.
 *
 * Each hand-in is graded in a sandboxed frame of its own, with an opaque origin and no network, that is taken away after
 * it. The checks and the secrets stay outside, in a worker of the page; what the work writes is read there as data.
 *
 * @throws LabError `EngineCannotStart` where the browser cannot run labs, `RegraderUnreadable` when the site does not answer.
 */
export async function openRegrader({
  timeLimitMs = TIME_LIMIT_MS,
}: RegraderOptions = {}): Promise<Regrader> {
  const fault = platformFault();
  if (fault !== undefined) {
    throw new LabError(
      'EngineCannotStart',
      `${fault}, so nothing can be graded here.`,
      'Use a current browser, or the command: npm run cohort -- regrade.',
    );
  }
  const sheet = await loadSheet();
  return {
    labs: new Map(sheet.labs.map((lab) => [lab.identity.id, lab])),
    grader: sheet.grader,
    exams: sheet.exams,
    engine: sheet.engine,
    regrade: (bundle, { secret, gradedAt, gradedBy }) =>
      gradeInWorker({
        bundle,
        sheet,
        secret,
        gradedAt,
        gradedBy,
        timeLimitMs,
        patience: PATIENCE,
      }),
  };
}

/**
 * Grades one hand-in again and signs what was found.
 *
 * @param bundle the bytes of `*.submission.zip`, as received; they are handed over
 * @throws LabError `HandInUnreadable` for what is no hand-in of a lab of this site, in words; else as `regrade` of `#cohort`.
 */
export async function regradeHandIn(
  bundle: Uint8Array,
  regrader: Regrader,
  { key, ...given }: RegradeGiven,
): Promise<SignedRegrade> {
  const { value, faults } = await regrader.regrade(bundle, given);
  if (faults) {
    throw new LabError('HandInUnreadable', faults.map(evidenceFaultLine).join(' '), '');
  }
  const { record, verdicts } = value;
  return { record, verdicts, bytes: (await writeRegradeRecord(record, key)).slice() };
}

async function loadSheet(): Promise<RegradeSheet> {
  const url = siteLink('/regrade/labs.json');
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    return (await response.json()) as RegradeSheet;
  } catch (error) {
    throw new LabError(
      'RegraderUnreadable',
      `What this site knows of its labs (${url}) could not be read.`,
      'Look at the connection and try again. Nothing was graded.',
      { cause: error },
    );
  }
}
