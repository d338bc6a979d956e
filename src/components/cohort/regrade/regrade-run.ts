import {
  Collector,
  readRegradeRecord,
  regradeBatch,
  type Collection,
  type RecordPlace,
  type RegradeOutcome,
} from '#cohort';
import { openRegrader, type RegradeGiven } from './open-regrader.ts';

/** Records as this page holds them: by the SHA-256 of the hand-in. */
export type HeldRecords = Map<string, Uint8Array<ArrayBuffer>>;

export interface RegradeRun {
  readonly files: readonly File[];
  readonly given: RegradeGiven;
  /** Told of what came in, before anything is graded. */
  readonly onCollected: (collection: Collection) => void;
  readonly onOutcome: (outcome: RegradeOutcome) => void;
  readonly signal: AbortSignal;
}

/**
 * Sorts files as they came, grades the hand-ins among them again, one after another, and resolves with the signed records.
 * Records among the files (`*.regrade.json`) are taken for those of an earlier run: what has one already is not graded twice.
 *
 * @throws LabError as `openRegrader`.
 */
export async function runRegrade(run: RegradeRun): Promise<HeldRecords> {
  const { files, given, signal, onCollected, onOutcome } = run;
  const regrader = await openRegrader();
  const records: HeldRecords = new Map();
  const handIns = new Map<string, File>();
  const collector = new Collector({ labs: new Set(regrader.labs.keys()) });
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const earlier = file.name.endsWith('.json') ? readRegradeRecord(bytes).value : undefined;
    if (earlier) {
      records.set(earlier.record.bundleSha256, bytes);
      continue;
    }
    const name = freeName(file.webkitRelativePath || file.name, handIns);
    handIns.set(name, file);
    collector.add({ name, receivedAt: new Date(file.lastModified).toISOString() }, bytes);
  }
  const collection = collector.sorted();
  onCollected(collection);
  const made: HeldRecords = new Map();
  await regradeBatch(collection.bundles, {
    grader: regrader.grader,
    engine: regrader.engine,
    ...given,
    labOf: (id) => Promise.resolve(regrader.labs.get(id)),
    regradeOne: (bytes) => regrader.regrade(bytes, given),
    bytesOf: async ({ name }) =>
      new Uint8Array((await handIns.get(name)?.arrayBuffer()) ?? new ArrayBuffer(0)),
    records: placeOf(records),
    // Every engine of a second lane would need another 100 MB of memory, on a page that others are open beside.
    lanes: 1,
    signal,
    onOutcome: (outcome) => {
      const { bundleSha256 } = outcome.bundle;
      const record = 'record' in outcome ? records.get(bundleSha256) : undefined;
      if (record) made.set(bundleSha256, record);
      onOutcome(outcome);
    },
  });
  return made;
}

function placeOf(records: HeldRecords): RecordPlace {
  return {
    read: (sha256) => Promise.resolve(records.get(sha256)),
    write(sha256, bytes) {
      records.set(sha256, bytes.slice());
      return Promise.resolve();
    },
  };
}

/** Two files of one name may be dropped from two folders. */
function freeName(name: string, taken: ReadonlyMap<string, File>): string {
  for (let nth = 2, next = name; ; nth++, next = `${name} (${nth})`) {
    if (!taken.has(next)) return next;
  }
}
