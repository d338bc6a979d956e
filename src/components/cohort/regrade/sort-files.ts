import {
  arrivals,
  Collector,
  evidenceFaultLine,
  readArrival,
  readExamPack,
  readExamRecord,
  readRegradeRecord,
  readRevealedDraw,
  sourceOfBlob,
  type Collection,
  type ExamRecord,
  type Expected,
  type IssuersSitting,
  type ReadExamPack,
  type Received,
  type RevealedDraw,
} from '#cohort';
import { LabError } from '#container';

/** Records of an earlier run, by the SHA-256 of the hand-in. */
export interface EarlierRecords {
  readonly labs: Map<string, Uint8Array<ArrayBuffer>>;
  readonly exams: Map<
    string,
    { readonly record: ExamRecord; readonly bytes: Uint8Array<ArrayBuffer> }
  >;
}

/** What was dropped on the page, sorted. */
export interface SortedFiles {
  readonly collection: Collection;
  readonly earlier: EarlierRecords;
  /** Of the folders that `npm run cohort -- pack` makes: a `sitting.json` with the packs that lie here. */
  readonly sittings: readonly IssuersSitting[];
  /** @throws LabError `HandInGone` when a file is no longer what it was. */
  readonly bytesOf: (received: Received) => Promise<Uint8Array>;
}

/** JSON that may be a record, a draw or a pack is looked at whole. */
const MOST_JSON_BYTES = 16 * 2 ** 20;

/** Sorts files as they came: hand-ins, archives of them, records of an earlier run, and what sittings with packs left. */
export async function sortFiles(files: readonly File[], expected: Expected): Promise<SortedFiles> {
  const earlier: EarlierRecords = { labs: new Map(), exams: new Map() };
  const draws: RevealedDraw[] = [];
  const packs = new Map<string, ReadExamPack>();
  const handIns = new Map<string, File>();
  const places = new Map<Received, File>();
  const collector = new Collector(expected);
  const isBeside = async (file: File): Promise<boolean> => {
    if (!/\.json$/i.test(file.name) || file.size > MOST_JSON_BYTES) return false;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const lab = readRegradeRecord(bytes).value;
    if (lab) return Boolean(earlier.labs.set(lab.record.bundleSha256, bytes));
    const exam = readExamRecord(bytes).value;
    if (exam) {
      return Boolean(
        earlier.exams.set(exam.record.submissionSha256, { record: exam.record, bytes }),
      );
    }
    const draw = readRevealedDraw(bytes).value;
    if (draw) return draws.push(draw) > 0;
    const pack = readExamPack(bytes).value;
    return pack !== undefined && Boolean(packs.set(pack.sha256, pack));
  };
  for (const file of files) {
    if (await isBeside(file)) continue;
    const name = freeName(file.webkitRelativePath || file.name, handIns);
    handIns.set(name, file);
    const receivedAt = new Date(file.lastModified).toISOString();
    for await (const arrival of arrivals({ name, receivedAt, source: sourceOfBlob(file) })) {
      places.set(arrival.received, file);
      collector.take(arrival);
    }
  }
  const byName = new Map([...places].map(([{ name }, file]) => [name, file]));
  return {
    collection: collector.sorted(),
    earlier,
    sittings: draws.map((one) => ({ ...one, packs })),
    async bytesOf({ name, inside = [] }) {
      const file = byName.get(name);
      const read = file && (await readArrival(sourceOfBlob(file), inside));
      if (read?.value) return read.value;
      const why = read?.faults ? read.faults.map(evidenceFaultLine).join(' ') : `${name} is gone.`;
      throw new LabError('HandInGone', why, 'Drop it again.');
    },
  };
}

/** Two files of one name may be dropped from two folders. */
function freeName(name: string, taken: ReadonlyMap<string, File>): string {
  for (let nth = 2, next = name; ; nth++, next = `${name} (${nth})`) {
    if (!taken.has(next)) return next;
  }
}
