import { joinBytes } from '#container';
import { deflateSync, type DeflateOptions } from 'fflate';
import { crc32 } from './deflate.ts';

/** One member of a zip file, with its contents as they are packed. */
export interface ZipEntry {
  /** As stored: with folders, and with `/` at the end for a folder. */
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: Uint8Array;
  readonly sizeBytes: number;
  /** File-type and permission bits; 0 when the maker told none. */
  readonly mode: number;
  readonly mtimeMs: number;
  readonly isText: boolean;
  readonly isEncrypted: boolean;
}

export const STORED = 0;
export const DEFLATED = 8;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const UTF8_NAMES = 0x800;
const MADE_BY_UNIX = 3;
const ALL_ONES = 0xffffffff;
const UNIX_TIME = 0x5455;
const ZIP64 = 1;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A file as it is stored in a zip: deflated, or as it is where that is no larger. */
export function packEntry(
  name: string,
  data: Uint8Array,
  about: { readonly mode: number; readonly mtimeMs: number; readonly level: number },
): ZipEntry {
  const level = about.level as NonNullable<DeflateOptions['level']>;
  const deflated = level === 0 || data.length === 0 ? data : deflateSync(data, { level });
  const isSmaller = deflated.length < data.length;
  return {
    name,
    method: isSmaller ? DEFLATED : STORED,
    crc: crc32(data),
    packed: isSmaller ? deflated : data.slice(),
    sizeBytes: data.length,
    mode: about.mode,
    mtimeMs: about.mtimeMs,
    isText: data.length > 0 && !data.subarray(0, 4096).some((byte) => byte < 7),
    isEncrypted: false,
  };
}

/** A zip file of these members. */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = encoder.encode(entry.name);
    const local = join(header(LOCAL, entry, name), name, timeField(entry), entry.packed);
    directory.push(join(header(CENTRAL, entry, name, offset), name, timeField(entry)));
    parts.push(local);
    offset += local.length;
  }
  const listed = joinBytes(directory);
  const end = new Uint8Array(END_BYTES);
  const view = new DataView(end.buffer);
  view.setUint32(0, END, true);
  view.setUint16(8, entries.length, true);
  view.setUint16(10, entries.length, true);
  view.setUint32(12, listed.length, true);
  view.setUint32(16, offset, true);
  return joinBytes([...parts, listed, end]);
}

const join = (...parts: Uint8Array[]): Uint8Array => joinBytes(parts);

function header(signature: number, entry: ZipEntry, name: Uint8Array, offset = 0): Uint8Array {
  const isCentral = signature === CENTRAL;
  const bytes = new Uint8Array(isCentral ? 46 : 30);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature, true);
  let at = 4;
  if (isCentral) {
    view.setUint16(at, (MADE_BY_UNIX << 8) | 30, true);
    at += 2;
  }
  view.setUint16(at, entry.method === STORED ? 10 : 20, true);
  view.setUint16(at + 2, /^[\x20-\x7e]*$/.test(entry.name) ? 0 : UTF8_NAMES, true);
  view.setUint16(at + 4, entry.method, true);
  const { time, date } = dosTime(entry.mtimeMs);
  view.setUint16(at + 6, time, true);
  view.setUint16(at + 8, date, true);
  view.setUint32(at + 10, entry.crc, true);
  view.setUint32(at + 14, entry.packed.length, true);
  view.setUint32(at + 18, entry.sizeBytes, true);
  view.setUint16(at + 22, name.length, true);
  view.setUint16(at + 24, 9, true);
  if (isCentral) {
    view.setUint16(36, entry.isText ? 1 : 0, true);
    const folderBit = entry.name.endsWith('/') ? 0x10 : 0;
    view.setUint32(38, entry.mode * 0x10000 + folderBit, true);
    view.setUint32(42, offset, true);
  }
  return bytes;
}

/** The extra field that holds the time in seconds: the format's own knows only even ones. */
function timeField({ mtimeMs }: ZipEntry): Uint8Array {
  const bytes = new Uint8Array(9);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, UNIX_TIME, true);
  view.setUint16(2, 5, true);
  view.setUint8(4, 1);
  view.setInt32(5, Math.floor(mtimeMs / 1000), true);
  return bytes;
}

function dosTime(mtimeMs: number): { time: number; date: number } {
  const at = new Date(mtimeMs);
  return {
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    date:
      (Math.max(0, at.getUTCFullYear() - 1980) << 9) |
      ((at.getUTCMonth() + 1) << 5) |
      at.getUTCDate(),
  };
}

/**
 * The members of a zip file, as its directory lists them; `undefined` when it has none.
 *
 * @throws RangeError when the directory points outside the file.
 */
export function readZip(bytes: Uint8Array): readonly ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - END_BYTES;
  const earliest = Math.max(0, end - 0xffff);
  while (end >= earliest && view.getUint32(end, true) !== END) end -= 1;
  if (end < earliest) return undefined;
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== CENTRAL) throw new RangeError('the directory is broken');
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const sizes = wideSizes(extra, {
      sizeBytes: view.getUint32(at + 24, true),
      packedBytes: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    });
    const data =
      sizes.offset +
      30 +
      view.getUint16(sizes.offset + 26, true) +
      view.getUint16(sizes.offset + 28, true);
    if (data + sizes.packedBytes > bytes.length) throw new RangeError('the file is cut');
    const isUnix = view.getUint8(at + 5) === MADE_BY_UNIX;
    entries.push({
      name: decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: bytes.subarray(data, data + sizes.packedBytes),
      sizeBytes: sizes.sizeBytes,
      mode: isUnix ? view.getUint16(at + 40, true) : 0,
      mtimeMs:
        timeIn(extra) ?? fromDos(view.getUint16(at + 12, true), view.getUint16(at + 14, true)),
      isText: (view.getUint16(at + 36, true) & 1) === 1,
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
    });
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  }
  return entries;
}

interface Sizes {
  readonly sizeBytes: number;
  readonly packedBytes: number;
  readonly offset: number;
}

/** Sizes of more than 32 bits stand in an extra field, in this order, where the usual ones are all ones. */
function wideSizes(extra: Uint8Array, sizes: Sizes): Sizes {
  const field = fieldOf(extra, ZIP64);
  if (!field) return sizes;
  let at = 0;
  const wide = (value: number) => {
    if (value !== ALL_ONES) return value;
    at += 8;
    return Number(field.getBigUint64(at - 8, true));
  };
  const sizeBytes = wide(sizes.sizeBytes);
  const packedBytes = wide(sizes.packedBytes);
  return { sizeBytes, packedBytes, offset: wide(sizes.offset) };
}

function fieldOf(extra: Uint8Array, wanted: number): DataView | undefined {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength);
  for (let at = 0; at + 4 <= extra.length;) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === wanted && at + 4 + length <= extra.length) {
      return new DataView(extra.buffer, extra.byteOffset + at + 4, length);
    }
    at += 4 + length;
  }
  return undefined;
}

function timeIn(extra: Uint8Array): number | undefined {
  const field = fieldOf(extra, UNIX_TIME);
  if (!field || field.byteLength < 5 || !(field.getUint8(0) & 1)) return undefined;
  return field.getInt32(1, true) * 1000;
}

const fromDos = (time: number, date: number): number =>
  Date.UTC(
    1980 + (date >> 9),
    ((date >> 5) & 15) - 1,
    date & 31,
    time >> 11,
    (time >> 5) & 63,
    (time & 31) * 2,
  );
