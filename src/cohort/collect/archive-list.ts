import { RECEIVED_LIMITS } from './received-limits.ts';
import type { ByteSource } from './byte-source.ts';

/** One entry of somebody else's ZIP, as its list claims. */
export interface ListedFile {
  readonly name: string;
  readonly isFolder: boolean;
  readonly isSymlink: boolean;
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc32: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  /** Where its own header stands, in bytes from the beginning. */
  readonly localAt: number;
  /** ISO 8601 in UTC; `undefined` when the ZIP tells no day of the calendar. */
  readonly writtenAt: string | undefined;
}

export type ArchiveFault = 'not-a-zip' | 'cut-off' | 'torn' | { readonly entries: number };

const END = 0x06054b50;
const END_64 = 0x06064b50;
const END_64_PLACE = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const ALL_16 = 0xffff;
const ALL_32 = 0xffffffff;
const UNIX = 3;
const UTF_8 = 0x800;
const S_IFMT = 0o170000;
const S_IFLNK = 0o120000;

/**
 * Lists a ZIP as a learning platform, an operating system or a colleague packs it, ZIP64 among them; only its end is read.
 * What the list claims is not yet true.
 */
export async function listArchive(
  source: ByteSource,
): Promise<{ readonly files: readonly ListedFile[] } | { readonly fault: ArchiveFault }> {
  const { sizeBytes } = source;
  const head = viewOf(await source.read(0, Math.min(4, sizeBytes)));
  if (head.byteLength < 4 || ![LOCAL, END].includes(head.getUint32(0, true))) {
    return { fault: 'not-a-zip' };
  }
  const tailAt = Math.max(0, sizeBytes - END_BYTES - LONGEST_COMMENT);
  const tail = viewOf(await source.read(tailAt, sizeBytes));
  let at = tail.byteLength - END_BYTES;
  while (at >= 0 && tail.getUint32(at, true) !== END) at -= 1;
  if (at < 0) return { fault: 'cut-off' };
  try {
    const end = (await end64(source, tail, at)) ?? {
      count: tail.getUint16(at + 10, true),
      listBytes: tail.getUint32(at + 12, true),
      listAt: tail.getUint32(at + 16, true),
    };
    if (end.count > RECEIVED_LIMITS.entries) return { fault: { entries: end.count } };
    if (end.listBytes > RECEIVED_LIMITS.listBytes || end.listAt + end.listBytes > sizeBytes) {
      return { fault: 'torn' };
    }
    return filesOf(await source.read(end.listAt, end.listAt + end.listBytes), end.count);
  } catch (error) {
    if (error instanceof RangeError) return { fault: 'torn' };
    throw error;
  }
}

async function end64(source: ByteSource, tail: DataView, endAt: number) {
  const placeAt = endAt - 20;
  if (placeAt < 0 || tail.getUint32(placeAt, true) !== END_64_PLACE) return undefined;
  const at = Number(tail.getBigUint64(placeAt + 8, true));
  const record = viewOf(await source.read(at, at + 56));
  if (record.getUint32(0, true) !== END_64) throw new RangeError('no end of a ZIP64');
  return {
    count: Number(record.getBigUint64(32, true)),
    listBytes: Number(record.getBigUint64(40, true)),
    listAt: Number(record.getBigUint64(48, true)),
  };
}

function filesOf(
  list: Uint8Array,
  count: number,
): { readonly files: readonly ListedFile[] } | { readonly fault: ArchiveFault } {
  const view = viewOf(list);
  const files: ListedFile[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (view.getUint32(at, true) !== ENTRY) return { fault: 'torn' };
    const nameBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const extraAt = at + 46 + nameBytes;
    const flags = view.getUint16(at + 8, true);
    const raw = list.subarray(at + 46, extraAt);
    const name = nameOf(raw, (flags & UTF_8) !== 0);
    const mode = view.getUint8(at + 5) === UNIX ? view.getUint32(at + 38, true) >>> 16 : 0;
    const extra = extraOf(viewOf(list.subarray(extraAt, extraAt + extraBytes)));
    const big = [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ].map((value) => (value === ALL_32 ? (extra.sizes.shift() ?? NaN) : value));
    const [sizeBytes = NaN, packedBytes = NaN, localAt = NaN] = big;
    if (big.some(Number.isNaN)) return { fault: 'torn' };
    files.push({
      name,
      isFolder: name.endsWith('/'),
      isSymlink: (mode & S_IFMT) === S_IFLNK,
      isEncrypted: (flags & 1) !== 0,
      method: view.getUint16(at + 10, true),
      crc32: view.getUint32(at + 16, true),
      packedBytes,
      sizeBytes,
      localAt,
      writtenAt:
        extra.writtenAt ?? dosTime(view.getUint16(at + 14, true), view.getUint16(at + 12, true)),
    });
    at = extraAt + extraBytes + view.getUint16(at + 32, true);
  }
  return { files };
}

const ZIP64_EXTRA = 1;
const TIME_EXTRA = 0x5455;

function extraOf(view: DataView): { sizes: number[]; writtenAt?: string } {
  const sizes: number[] = [];
  let writtenAt: string | undefined;
  for (let at = 0; at + 4 <= view.byteLength;) {
    const id = view.getUint16(at, true);
    const bytes = view.getUint16(at + 2, true);
    at += 4;
    if (at + bytes > view.byteLength) break;
    if (id === ZIP64_EXTRA) {
      for (let part = 0; part + 8 <= bytes; part += 8) {
        sizes.push(Number(view.getBigUint64(at + part, true)));
      }
    }
    if (id === TIME_EXTRA && bytes >= 5 && (view.getUint8(at) & 1) !== 0) {
      writtenAt = new Date(view.getInt32(at + 1, true) * 1000).toISOString();
    }
    at += bytes;
  }
  return { sizes, ...(writtenAt === undefined ? {} : { writtenAt }) };
}

/** A ZIP's own time has no zone: it is taken for that of where it is read. Its first day, 1980-01-01, tells nothing. */
function dosTime(date: number, time: number): string | undefined {
  if (date === ALL_16 || date <= 0x21) return undefined;
  const read = new Date(
    1980 + (date >> 9),
    ((date >> 5) & 15) - 1,
    date & 31,
    time >> 11,
    (time >> 5) & 63,
    (time & 31) * 2,
  );
  return Number.isNaN(read.getTime()) ? undefined : read.toISOString();
}

function nameOf(raw: Uint8Array, isUtf8: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    // CP437 of old Windows is read as Latin-1: only letters with accents suffer.
    return new TextDecoder(isUtf8 ? 'utf-8' : 'latin1').decode(raw);
  }
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
