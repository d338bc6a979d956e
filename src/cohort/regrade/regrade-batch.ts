import { LabError } from '#container';
import type { Verdict } from '#grading';
import { evidenceFaultLine, type EvidenceReading } from '../evidence-fault.ts';
import type { CollectedBundle } from '../collect/collect.ts';
import { didOf, type EvidenceKey } from '../signing/evidence-key.ts';
import { readRegradeRecord, writeRegradeRecord, type RegradeRecord } from './regrade-record.ts';
import { regrade, type IssuersLab, type Regraded, type RegradeOptions } from './regrade.ts';
import { commitmentTo, hiddenSeed } from './seed-commitment.ts';

/** Where records lie, one file each: what is there when a run begins again is not graded twice. */
export interface RecordPlace {
  /** The bytes of the record of this hand-in, or `undefined`. */
  read(bundleSha256: string): Promise<Uint8Array | undefined>;
  /**
   * Writes the whole record or nothing.
   *
   * @param verdicts with the sentences that the record leaves out, where this thread has graded
   */
  write(bundleSha256: string, bytes: Uint8Array, verdicts?: readonly Verdict[]): Promise<void>;
}

export type RegradeOutcome = { readonly bundle: CollectedBundle } & (
  | { readonly record: RegradeRecord; readonly isFromBefore: boolean; readonly durationMs: number }
  /** Why there is no record. It is graded when the run is begun again. */
  | { readonly failure: string }
);

export type BatchOptions = BatchPlace & (GradedHere | GradedElsewhere);

/** Each hand-in is read and graded on this thread. */
interface GradedHere extends RegradeOptions {
  readonly regradeOne?: undefined;
}

/** Something else reads and grades each hand-in, with the same lab, grader, engine and secret. */
interface GradedElsewhere extends Omit<RegradeOptions, 'labOf' | 'grade'> {
  readonly labOf: (id: string) => Promise<Pick<IssuersLab, 'identity'> | undefined>;
  readonly regradeOne: (
    bundle: Uint8Array,
  ) => Promise<EvidenceReading<Pick<Regraded, 'record'> & Partial<Pick<Regraded, 'verdicts'>>>>;
}

interface BatchPlace {
  readonly key: EvidenceKey;
  readonly bytesOf: (bundle: CollectedBundle) => Promise<Uint8Array>;
  readonly records: RecordPlace;
  /** Gradings that run at a time, each in an engine of its own. */
  readonly lanes: number;
  /** Told of each outcome as it comes. */
  readonly onOutcome?: (outcome: RegradeOutcome) => void;
  /** No grading begins once it is aborted; what runs is ended by its own limit. */
  readonly signal?: AbortSignal;
}

/** One part of a batch: shard `index` (0-based) of `of`. Which hand-in is in which part depends on its digest alone. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

export function isInShard(bundleSha256: string, { index, of }: Shard): boolean {
  return parseInt(bundleSha256.slice(0, 8), 16) % of === index;
}

/** Grades hand-ins again and keeps the signed records. Outcomes are in the order of `bundles`. */
export async function regradeBatch(
  bundles: readonly CollectedBundle[],
  options: BatchOptions,
): Promise<readonly RegradeOutcome[]> {
  const outcomes = new Map<CollectedBundle, RegradeOutcome>();
  const waiting = [...bundles];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (options.signal?.aborted) return;
      const outcome = await outcomeOf(next, options);
      outcomes.set(next, outcome);
      options.onOutcome?.(outcome);
    }
  };
  await Promise.all(Array.from({ length: options.lanes }, lane));
  return bundles.flatMap((bundle) => outcomes.get(bundle) ?? []);
}

async function outcomeOf(bundle: CollectedBundle, options: BatchOptions): Promise<RegradeOutcome> {
  const startedAt = performance.now();
  try {
    const known = await fromBefore(bundle, options);
    if (known) return { bundle, record: known, isFromBefore: true, durationMs: 0 };
    const bytes = await options.bytesOf(bundle);
    const { value, faults } = options.regradeOne
      ? await options.regradeOne(bytes)
      : await regrade(bytes, options);
    if (faults) return { bundle, failure: evidenceFaultLine(faults[0]) };
    const { record } = value;
    if (record.bundleSha256 !== bundle.bundleSha256) {
      return { bundle, failure: 'The file changed after it was collected. Collect it again.' };
    }
    const signed = await writeRegradeRecord(record, options.key);
    await options.records.write(record.bundleSha256, signed, value.verdicts);
    const durationMs = Math.round(performance.now() - startedAt);
    return { bundle, record, isFromBefore: false, durationMs };
  } catch (error) {
    if (error instanceof LabError) return { bundle, failure: `${error.message} ${error.hint}` };
    return { bundle, failure: error instanceof Error ? error.message : String(error) };
  }
}

/** The record of an earlier run, when grading again would say the same but for its time. */
async function fromBefore(
  bundle: CollectedBundle,
  { records, key, labOf, grader, engine, secret }: BatchOptions,
): Promise<RegradeRecord | undefined> {
  const bytes = await records.read(bundle.bundleSha256);
  const { record, signer } = (bytes && readRegradeRecord(bytes).value) ?? {};
  if (!record || signer !== didOf(key)) return undefined;
  const lab = await labOf(bundle.lab);
  const isSame =
    record.bundleSha256 === bundle.bundleSha256 &&
    record.lab.sha256 === lab?.identity.sha256 &&
    record.grader.sha256 === grader.sha256 &&
    record.engine.name === engine.name &&
    record.engine.sha256 === engine.sha256 &&
    record.seedCommitment === commitmentTo(hiddenSeed(secret, bundle.manifestSha256));
  return isSame ? record : undefined;
}
