import { joinBytes } from '#container';
import { crc32, readZipDirectory, readZipEnd, type ZipEntry } from '#formats';
import { Inflate } from 'fflate';
import { quoted, type EvidenceFault, type EvidenceReading } from '../evidence-fault.ts';
import { submittedPathFault } from './manifest-faults.ts';
import { MANIFEST_NAME, SUBMISSION_LIMITS, WORK_PREFIX } from './submission-manifest.ts';

/** The entries of a hand-in by name, none of them unpacked yet. */
export type Container = ReadonlyMap<string, ZipEntry>;

const LOCAL = 0x04034b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const UTF_8 = 0x800;
/** 1 January 1980, 00:00:00. */
const ONLY_DATE = 0x0021;
const ALL_ONES = 0xffff;
const S_IFMT = 0o170000;
const S_IFLNK = 0o120000;
const MODES = [0o100644, 0o100755];

const AGAIN =
  'Ask for the file once more, exactly as it was saved, neither opened nor packed anew.';
const HOSTILE = 'Do not unpack it by other means. Ask who sent it how it was made.';

/** Lists a ZIP and holds it to the one layout that a hand-in may have. Nothing is unpacked. */
export function openContainer(bytes: Uint8Array): EvidenceReading<Container> {
  const fault = faultOfOutside(bytes);
  if (fault) return { faults: [fault] };
  let entries: readonly ZipEntry[];
  try {
    entries = readZipDirectory(bytes);
  } catch {
    return { faults: [unreadable('a ZIP whose list of files is torn', 'a whole one')] };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const listed = new Map<string, ZipEntry>();
  let localAt = 0;
  let before = '';
  for (const entry of entries) {
    const entryFault =
      faultOfName(entry.name, before) ??
      faultOfHeader(entry, view, bytes) ??
      faultOfPlace(entry, localAt, view, bytes);
    if (entryFault) return { faults: [entryFault] };
    listed.set(entry.name, entry);
    before = entry.name;
    localAt += LOCAL_BYTES + nameBytesOf(entry, view) + entry.packedBytes;
  }
  const last = entries.at(-1);
  const { at, directoryAt } = readZipEnd(bytes);
  const listEnds = last ? last.directoryAt + CENTRAL_BYTES + nameBytesOf(last, view) : directoryAt;
  if (localAt !== directoryAt || listEnds !== at) {
    const found = `bytes that belong to no file (${directoryAt - localAt} before the list, ${at - listEnds} after)`;
    return {
      faults: [unreadable(found, `nothing but the ${entries.length} files that are listed`)],
    };
  }
  return { value: listed };
}

function faultOfOutside(bytes: Uint8Array): EvidenceFault | undefined {
  if (bytes.length > SUBMISSION_LIMITS.bundleBytes) {
    return tooLarge(`a file of ${bytes.length} bytes`, 'at most 314,572,800 bytes');
  }
  if (bytes.length === 0) return unreadable('an empty file', 'a ZIP');
  let end;
  try {
    end = readZipEnd(bytes);
  } catch {
    const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
    return isZip
      ? unreadable(`a ZIP of which the end is missing, after ${bytes.length} bytes`, 'a whole one')
      : unreadable('a file that is not a ZIP', 'a ZIP as Plumbline saves it');
  }
  if (end.count === ALL_ONES || end.count > SUBMISSION_LIMITS.entries + 1) {
    return tooLarge(`${end.count} files or more`, 'at most 50,000');
  }
  if (end.at !== bytes.length - END_BYTES) {
    return unreadable('bytes behind the end of the ZIP', 'none');
  }
  return undefined;
}

function faultOfName(name: string, before: string): EvidenceFault | undefined {
  if (name === before) return unreadable(`${quoted(name)} twice`, 'each file once');
  if (name < before) {
    return unreadable(`${quoted(name)} behind ${quoted(before)}`, 'each once, sorted by name');
  }
  if (name === MANIFEST_NAME) return undefined;
  const isWork = name.startsWith(WORK_PREFIX);
  const reason = isWork
    ? submittedPathFault(name.slice(WORK_PREFIX.length))
    : submittedPathFault(name);
  if (reason === undefined && isWork) return undefined;
  return {
    name: 'PathNotAllowed',
    found: `the name ${quoted(name)}${reason === undefined ? '' : `: ${reason}`}`,
    expected: `"${MANIFEST_NAME}", and files under "${WORK_PREFIX}"`,
    toDo: HOSTILE,
  };
}

/** What the directory says of an entry, beside its place. */
function faultOfHeader(
  entry: ZipEntry,
  view: DataView,
  bytes: Uint8Array,
): EvidenceFault | undefined {
  const { name, directoryAt: at, method, mode } = entry;
  const shown = quoted(name);
  if (entry.isEncrypted) return unreadable(`${shown} locked by a password`, 'no password');
  if (method !== 0 && method !== 8) {
    return unreadable(`${shown} packed by method ${method}`, 'stored (0) or deflated (8)');
  }
  if ((mode & S_IFMT) === S_IFLNK) {
    return {
      name: 'PathNotAllowed',
      found: `${shown} packed as a symbolic link`,
      expected: `only files: links are listed in ${MANIFEST_NAME}`,
      toDo: HOSTILE,
    };
  }
  if (!MODES.includes(mode)) {
    return unreadable(`${shown} with the mode ${mode.toString(8)}`, 'a file, 100644 or 100755');
  }
  const flags = view.getUint16(at + 8, true);
  const rawName = bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytesOf(entry, view));
  const encoded = new TextEncoder().encode(name);
  const isSame = encoded.length === rawName.length && encoded.every((b, i) => b === rawName[i]);
  const isAscii = encoded.length === name.length;
  if (!isSame || flags !== (isAscii ? 0 : UTF_8)) {
    return unreadable(`${shown} with the flags ${flags}`, 'a name in UTF-8, and no other flag');
  }
  if (view.getUint16(at + 12, true) !== 0 || view.getUint16(at + 14, true) !== ONLY_DATE) {
    const expected = '1980-01-01 00:00:00, as every file of a hand-in has';
    return unreadable(`${shown} with another date`, expected);
  }
  if (view.getUint32(at + 30, true) !== 0) {
    return unreadable(`${shown} with extra fields or a comment`, 'none');
  }
  return undefined;
}

/** That the header in front of the contents says the same as the directory, and stands where the last one ended. */
function faultOfPlace(
  entry: ZipEntry,
  wantedAt: number,
  view: DataView,
  bytes: Uint8Array,
): EvidenceFault | undefined {
  const shown = quoted(entry.name);
  const { localAt, directoryAt: at } = entry;
  if (localAt !== wantedAt) {
    return unreadable(
      `${shown} at byte ${localAt}`,
      `it at byte ${wantedAt}, behind the one before`,
    );
  }
  const nameBytes = nameBytesOf(entry, view);
  const dataAt = localAt + LOCAL_BYTES + nameBytes;
  if (dataAt + entry.packedBytes > bytes.length) {
    return unreadable(`${shown} of ${entry.packedBytes} packed bytes`, 'a size that fits the file');
  }
  const inDirectory = bytes.subarray(at + 6, at + 32);
  const inFront = bytes.subarray(localAt + 4, localAt + LOCAL_BYTES);
  const isSame =
    view.getUint32(localAt, true) === LOCAL &&
    inDirectory.every((byte, index) => byte === inFront[index]) &&
    bytes
      .subarray(localAt + LOCAL_BYTES, dataAt)
      .every((byte, index) => byte === bytes[at + CENTRAL_BYTES + index]);
  return isSame
    ? undefined
    : unreadable(
        `two headers of ${shown} that differ`,
        'the same words in front of it and in the list',
      );
}

const nameBytesOf = ({ directoryAt }: ZipEntry, view: DataView): number =>
  view.getUint16(directoryAt + 28, true);

/** Packed bytes are unpacked in pieces, so that a bomb is noticed before it has grown: each gives at most 17 MB. */
const PIECE_BYTES = 2 ** 14;

/** The contents of one entry, which must be of `sizeBytes` exactly. */
export function unpackEntry(
  bytes: Uint8Array,
  entry: ZipEntry,
  sizeBytes: number,
): EvidenceReading<Uint8Array> {
  const shown = quoted(entry.name);
  const from = entry.localAt + LOCAL_BYTES + new TextEncoder().encode(entry.name).length;
  const packed = bytes.subarray(from, from + entry.packedBytes);
  if (entry.sizeBytes !== sizeBytes) {
    const expected = `${sizeBytes} bytes`;
    return { faults: [unreadable(`${shown} of ${entry.sizeBytes} bytes`, expected)] };
  }
  const contents = entry.method === 0 ? packed.slice() : inflate(packed, sizeBytes);
  if (contents === undefined) {
    return { faults: [unreadable(`${shown} with damaged packing`, 'deflated bytes')] };
  }
  if (contents.length !== sizeBytes) {
    const found = contents.length > sizeBytes ? 'more' : `${contents.length}`;
    return {
      faults: [
        contents.length > sizeBytes
          ? tooLarge(`${shown} that unpacks to more than it claims`, `${sizeBytes} bytes`)
          : unreadable(`${shown} that unpacks to ${found} bytes`, `${sizeBytes} bytes`),
      ],
    };
  }
  return crc32(contents) === entry.crc32
    ? { value: contents }
    : { faults: [unreadable(`${shown} with a wrong checksum`, 'contents that fit their CRC-32')] };
}

/** `undefined` for what is not deflated. Stops as soon as more than `limitBytes` have come out. */
function inflate(packed: Uint8Array, limitBytes: number): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  let size = 0;
  const stream = new Inflate((data) => {
    size += data.length;
    // The library reuses its buffer.
    if (data.length > 0) parts.push(data.slice());
  });
  try {
    for (let at = 0; at < packed.length && size <= limitBytes; at += PIECE_BYTES) {
      stream.push(packed.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= packed.length);
    }
  } catch {
    return undefined;
  }
  return joinBytes(parts);
}

const unreadable = (found: string, expected: string): EvidenceFault => ({
  name: 'NotReadable',
  found,
  expected,
  toDo: AGAIN,
});

const tooLarge = (found: string, expected: string): EvidenceFault => ({
  name: 'TooLarge',
  found,
  expected,
  toDo: HOSTILE,
});
