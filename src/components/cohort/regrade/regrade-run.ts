import { regradeBatch, type Collection, type RecordPlace, type RegradeOutcome } from '#cohort';
import { judgeExams, type ExamOutcome } from './judge-exams.ts';
import { openRegrader, type RegradeGiven } from './open-regrader.ts';
import { sortFiles } from './sort-files.ts';

/** Records as this page holds them: by the name of their file. */
export type HeldRecords = Map<string, Uint8Array<ArrayBuffer>>;

export interface RegradeRun {
  readonly files: readonly File[];
  readonly given: RegradeGiven;
  /** Told of what came in, before anything is graded. */
  readonly onCollected: (collection: Collection) => void;
  readonly onOutcome: (outcome: RegradeOutcome) => void;
  readonly onExam: (outcome: ExamOutcome) => void;
  readonly signal: AbortSignal;
}

/**
 * Sorts files as they came, opens archives, judges the exams among them and grades the labs again, one after another, and
 * resolves with the signed records. Records among the files are taken for those of an earlier run: what has one already is
 * not graded twice.
 *
 * @throws LabError as `openRegrader`.
 */
export async function runRegrade(run: RegradeRun): Promise<HeldRecords> {
  const { files, given, signal, onCollected, onOutcome, onExam } = run;
  const regrader = await openRegrader();
  const { labs, exams, grader } = regrader;
  const sorted = await sortFiles(files, { labs: new Set(labs.keys()), exams: new Set(exams) });
  const { collection, earlier, sittings, bytesOf } = sorted;
  onCollected(collection);
  const made: HeldRecords = new Map();
  const tell = (outcome: ExamOutcome): void => {
    if ('bytes' in outcome) made.set(`${outcome.exam.sha256}.exam-regrade.json`, outcome.bytes);
    onExam(outcome);
  };
  for (const exam of collection.exams) {
    const known = earlier.exams.get(exam.sha256);
    if (known) tell({ exam, ...known });
  }
  await judgeExams({
    exams: collection.exams.filter(({ sha256 }) => !earlier.exams.has(sha256)),
    bytesOf,
    sittings,
    grader,
    given,
    signal,
    onOutcome: tell,
  });
  const records = earlier.labs;
  await regradeBatch(collection.bundles, {
    grader,
    engine: regrader.engine,
    ...given,
    labOf: (id) => Promise.resolve(labs.get(id)),
    regradeOne: (bytes) => regrader.regrade(bytes, given),
    bytesOf,
    records: placeOf(records),
    // Every engine of a second lane would need another 100 MB of memory, on a page that others are open beside.
    lanes: 1,
    signal,
    onOutcome: (outcome) => {
      const { bundleSha256 } = outcome.bundle;
      const record = 'record' in outcome ? records.get(bundleSha256) : undefined;
      if (record) made.set(`${bundleSha256}.regrade.json`, record);
      onOutcome(outcome);
    },
  });
  return made;
}

function placeOf(records: Map<string, Uint8Array<ArrayBuffer>>): RecordPlace {
  return {
    read: (sha256) => Promise.resolve(records.get(sha256)),
    write(sha256, bytes) {
      records.set(sha256, bytes.slice());
      return Promise.resolve();
    },
  };
}
