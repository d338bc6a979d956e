import { quoted, type EvidenceFault, type EvidenceReading } from '../evidence-fault.ts';
import { EXAM_SUBMISSION_BYTES } from '../exam/exam-submission.ts';
import { MANIFEST_NAME, SUBMISSION_LIMITS } from '../submission/submission-manifest.ts';
import { listArchive, type ArchiveFault, type ListedFile } from './archive-list.ts';
import { sourceOfBytes, type ByteSource } from './byte-source.ts';
import type { Received } from './collect.ts';
import { platformUpload } from './platform-names.ts';
import { RECEIVED_LIMITS } from './received-limits.ts';
import { unpackListed } from './unpack-listed.ts';

/** A file or download as it was dropped or found. */
export interface Offered {
  /** As shown: a path below what was dropped. */
  readonly name: string;
  /** ISO 8601 in UTC. */
  readonly receivedAt: string;
  readonly source: ByteSource;
}

/** A hand-in among what was offered, or why something of it is none. */
export type Arrival = { readonly received: Received } & (
  { readonly bytes: Uint8Array } | { readonly fault: EvidenceFault }
);

/** What systems and people leave beside hand-ins, and nobody handed in. */
const LITTER = /(?:^|\/)(?:__MACOSX\/.*|\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini)$/;

/**
 * Finds the hand-ins in a file: itself, or those in an archive of them (Moodle's and Canvas's "download all", a folder that
 * somebody zipped), archives inside of it among them, one at a time. Memory holds one file of it, whatever its size. Never
 * throws for what the bytes are; rejects when the source cannot be read.
 */
export async function* arrivals(offered: Offered): AsyncGenerator<Arrival, void, undefined> {
  yield* within(
    { received: { name: offered.name, receivedAt: offered.receivedAt, inside: [] } },
    offered.source,
    0,
  );
}

/** The bytes of an arrival, read again: `inside` is that of its `Received`. */
export async function readArrival(
  source: ByteSource,
  inside: readonly string[],
): Promise<EvidenceReading<Uint8Array>> {
  let at = source;
  for (const name of inside) {
    const listed = await listArchive(at);
    const file = 'files' in listed ? listed.files.find((one) => one.name === name) : undefined;
    if (!file) {
      const toDo = 'Collect it again.';
      const found = `no ${quoted(name)} any more`;
      return { faults: [{ name: 'NotReadable', found, expected: 'the same archive', toDo }] };
    }
    const contents = await unpackListed(at, file);
    if (contents.faults) return contents;
    at = sourceOfBytes(contents.value);
  }
  return { value: await at.read(0, at.sizeBytes) };
}

interface Place {
  readonly received: Received & { readonly inside: readonly string[] };
}

async function* within(
  { received }: Place,
  source: ByteSource,
  depth: number,
): AsyncGenerator<Arrival, void, undefined> {
  const refuse = (fault: EvidenceFault): Arrival => ({ received, fault });
  const listed = await listArchive(source);
  if ('fault' in listed) {
    const isOther = listed.fault === 'not-a-zip';
    const most = isOther ? EXAM_SUBMISSION_BYTES : SUBMISSION_LIMITS.bundleBytes;
    const isCount = typeof listed.fault === 'object';
    // The reader of hand-ins says best what is wrong with a file that may be one.
    if (!isCount && source.sizeBytes <= most) {
      yield { received, bytes: await source.read(0, source.sizeBytes) };
    } else yield refuse(archiveFault(listed.fault, source.sizeBytes));
    return;
  }
  const { files } = listed;
  if (files.some(({ name }) => name === MANIFEST_NAME) || !files.some(mayHoldHandIns)) {
    const { bundleBytes } = SUBMISSION_LIMITS;
    if (source.sizeBytes <= bundleBytes) {
      yield { received, bytes: await source.read(0, source.sizeBytes) };
    } else yield refuse(tooLarge(`a file of ${source.sizeBytes} bytes`, `at most ${bundleBytes}`));
    return;
  }
  const opened = files.find(({ name }) => name.endsWith(`/${MANIFEST_NAME}`));
  if (opened) {
    yield refuse({
      name: 'NotReadable',
      found: `a ZIP with ${quoted(opened.name)}: a hand-in that was unpacked, and packed anew`,
      expected: 'the file that “Hand in” saved, neither opened nor packed',
      toDo: 'Ask for that file. Safari unpacks downloads unless told not to: in its settings, “Open safe files”.',
    });
    return;
  }
  if (depth >= RECEIVED_LIMITS.depth) {
    const found = `archives more than ${RECEIVED_LIMITS.depth} deep inside of each other`;
    yield refuse(tooLarge(found, 'a download of hand-ins, or a ZIP of some'));
    return;
  }
  let odd = 0;
  for (const file of files) {
    if (file.isFolder || LITTER.test(file.name)) continue;
    if (isHandInsName(file)) yield* ofArchive({ received }, source, file, depth);
    else if (++odd <= MOST_ODD)
      yield { received: placeOf(received, file, depth), fault: oddFault(file) };
  }
  if (odd > MOST_ODD) {
    const found = `${odd - MOST_ODD} more files that are no hand-ins by their names`;
    yield refuse({ name: 'NotReadable', found, expected: HAND_INS, toDo: LOOK });
  }
}

/** Files of an archive that are named one by one when they are no hand-ins. */
const MOST_ODD = 50;
const HAND_INS = '*.submission.zip, *.exam.json or *.learned.json';
const LOOK = 'Look at it yourself, when it belongs to the work.';
const oddFault = ({ name }: ListedFile): EvidenceFault => ({
  name: 'NotReadable',
  found: `${quoted(name)}, which is no hand-in by its name`,
  expected: HAND_INS,
  toDo: LOOK,
});

/** A learner's own tree may have JSON in it: only what a platform packed, or is named as the site names it, is looked at. */
const isHandInsName = ({ name }: ListedFile): boolean =>
  /\.zip$/i.test(name) ||
  (/\.json$/i.test(name) &&
    (/\.(?:exam|learned)\b/i.test(name) || platformUpload(name) !== undefined));
const mayHoldHandIns = (file: ListedFile): boolean =>
  isHandInsName(file) ||
  platformUpload(file.name) !== undefined ||
  file.name.endsWith(`/${MANIFEST_NAME}`);

async function* ofArchive(
  { received }: Place,
  source: ByteSource,
  file: ListedFile,
  depth: number,
): AsyncGenerator<Arrival, void, undefined> {
  const inner = placeOf(received, file, depth);
  const contents = await unpackListed(source, file);
  if (contents.faults) yield { received: inner, fault: contents.faults[0] };
  else yield* within({ received: inner }, sourceOfBytes(contents.value), depth + 1);
}

function placeOf(received: Place['received'], file: ListedFile, depth: number): Place['received'] {
  const upload = depth === 0 ? platformUpload(file.name) : undefined;
  return {
    ...received,
    name: `${received.name}: ${file.name}`,
    inside: [...received.inside, file.name],
    // Only what a platform packed tells when it came: in any other archive times are the learner's own to write.
    ...(upload ? { upload, receivedAt: earlier(file.writtenAt, received.receivedAt) } : {}),
  };
}

const earlier = (writtenAt: string | undefined, receivedAt: string): string =>
  writtenAt !== undefined && Date.parse(writtenAt) < Date.parse(receivedAt)
    ? writtenAt
    : receivedAt;

function archiveFault(fault: ArchiveFault, sizeBytes: number): EvidenceFault {
  if (typeof fault === 'object') {
    return tooLarge(`an archive of ${fault.entries} files`, `at most ${RECEIVED_LIMITS.entries}`);
  }
  const found = {
    'not-a-zip': `a file of ${sizeBytes} bytes that is not a ZIP`,
    'cut-off': 'a ZIP of which the end is missing',
    torn: 'a ZIP whose list of files is torn',
  }[fault];
  const toDo = 'Download it once more, or ask who sent it how it was made.';
  return { name: 'NotReadable', found, expected: 'a whole ZIP', toDo };
}

const tooLarge = (found: string, expected: string): EvidenceFault => ({
  name: 'TooLarge',
  found,
  expected,
  toDo: 'Do not unpack it by other means. Ask who sent it how it was made.',
});
