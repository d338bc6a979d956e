import { joinBytes } from '#container';

export const BLOCK = 512;
/** Archives are padded to whole records. */
const RECORD = 20 * BLOCK;

/** One member of a tar archive. */
export interface TarEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'symlink' | 'hardlink' | 'other';
  /** Permission bits. */
  readonly mode: number;
  readonly mtimeMs: number;
  /** Of a link. */
  readonly target: string;
  readonly owner: string;
  readonly group: string;
  readonly ownerId: number;
  readonly groupId: number;
  readonly data: Uint8Array;
}

/** Why an archive cannot be read on. */
export class TarFault extends Error {}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const NO_DATA = new Uint8Array(0);

const KINDS: Readonly<Record<string, TarEntry['kind']>> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '5': 'folder',
};
const TYPES = { file: '0', hardlink: '1', symlink: '2', folder: '5', other: '0' } as const;

/**
 * The members of an archive, in order: ustar, GNU's long names, and pax headers.
 *
 * @throws TarFault when it is no tar archive, or cut.
 */
export function* readTar(bytes: Uint8Array): Generator<TarEntry> {
  let at = 0;
  let isFirst = true;
  let extra: { path?: string; linkpath?: string; mtime?: string; size?: string } = {};
  while (at < bytes.length) {
    if (at + BLOCK > bytes.length) throw new TarFault(isFirst ? NOT_TAR : CUT);
    const header = bytes.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return;
    if (!hasGoodChecksum(header)) throw new TarFault(isFirst ? NOT_TAR : SKIPPING);
    isFirst = false;
    at += BLOCK;
    const type = String.fromCharCode(header[156] ?? 0);
    const size = extra.size === undefined ? number(header, 124, 12) : Number(extra.size);
    if (!(size >= 0) || at + size > bytes.length) {
      // What comes before the cut is told all the same.
      if ('LKxg'.includes(type)) throw new TarFault(CUT);
      yield entryOf(header, type, extra, NO_DATA);
      throw new TarFault(CUT);
    }
    const data = bytes.subarray(at, at + size);
    at += Math.ceil(size / BLOCK) * BLOCK;
    if (type === 'L') extra = { ...extra, path: text(data, 0, size) };
    else if (type === 'K') extra = { ...extra, linkpath: text(data, 0, size) };
    else if (type === 'x') extra = { ...extra, ...paxRecords(data) };
    else if (type !== 'g') {
      yield entryOf(header, type, extra, data);
      extra = {};
    }
  }
  if (isFirst) throw new TarFault(NOT_TAR);
  if (at > bytes.length) throw new TarFault(CUT);
}

const NOT_TAR = 'This does not look like a tar archive';
const CUT = 'Unexpected EOF in archive';
const SKIPPING = 'Skipping to next header';

function entryOf(
  header: Uint8Array,
  type: string,
  extra: { path?: string; linkpath?: string; mtime?: string },
  data: Uint8Array,
): TarEntry {
  const isPosix = text(header, 257, 6) === 'ustar';
  const prefix = isPosix ? text(header, 345, 155) : '';
  const short = text(header, 0, 100);
  const name = extra.path ?? (prefix === '' ? short : `${prefix}/${short}`);
  const seconds = extra.mtime === undefined ? number(header, 136, 12) : Number(extra.mtime);
  const kind = KINDS[type] ?? 'other';
  return {
    name,
    kind: kind === 'file' && name.endsWith('/') ? 'folder' : kind,
    mode: number(header, 100, 8) & 0o7777,
    mtimeMs: Math.round(seconds * 1000),
    target: extra.linkpath ?? text(header, 157, 100),
    owner: text(header, 265, 32),
    group: text(header, 297, 32),
    ownerId: number(header, 108, 8),
    groupId: number(header, 116, 8),
    data: kind === 'file' ? data : NO_DATA,
  };
}

function hasGoodChecksum(header: Uint8Array): boolean {
  const sum = header.reduce((all, byte, at) => all + (at >= 148 && at < 156 ? 32 : byte), 0);
  return sum === number(header, 148, 8);
}

function text(bytes: Uint8Array, at: number, length: number): string {
  const field = bytes.subarray(at, at + length);
  const end = field.indexOf(0);
  return decoder.decode(end < 0 ? field : field.subarray(0, end));
}

/** Octal digits, or with the highest bit set a binary number. */
function number(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at] ?? 0;
  if (first & 0x80) {
    let value = first & 0x3f;
    for (let index = 1; index < length; index += 1) value = value * 256 + (bytes[at + index] ?? 0);
    return value;
  }
  const digits = text(bytes, at, length).trim();
  return /^[0-7]*$/.test(digits) ? parseInt(digits || '0', 8) : NaN;
}

function paxRecords(data: Uint8Array): Record<string, string> {
  const records: Record<string, string> = {};
  let at = 0;
  while (at < data.length) {
    const space = data.indexOf(32, at);
    const length = Number(decoder.decode(data.subarray(at, space)));
    if (space < 0 || !(length > 0)) break;
    const record = decoder.decode(data.subarray(space + 1, at + length - 1));
    const equals = record.indexOf('=');
    records[record.slice(0, equals)] = record.slice(equals + 1);
    at += length;
  }
  return records;
}

/** An archive of these members, padded as tar does. */
export function writeTar(entries: readonly TarEntry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const add = (bytes: Uint8Array) => {
    parts.push(bytes);
    const rest = bytes.length % BLOCK;
    if (rest > 0) parts.push(new Uint8Array(BLOCK - rest));
  };
  for (const entry of entries) {
    for (const [type, value] of [
      ['K', entry.target],
      ['L', entry.name],
    ] as const) {
      const long = encoder.encode(`${value}\0`);
      if (long.length <= 100 + 1) continue;
      add(headerOf({ ...LONG_LINK, data: long }, type));
      add(long);
    }
    add(headerOf(entry, TYPES[entry.kind]));
    if (entry.data.length > 0) add(entry.data);
  }
  parts.push(new Uint8Array(2 * BLOCK));
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  parts.push(new Uint8Array(Math.ceil(length / RECORD) * RECORD - length));
  return joinBytes(parts);
}

const LONG_LINK: TarEntry = {
  name: '././@LongLink',
  kind: 'file',
  mode: 0o644,
  mtimeMs: 0,
  target: '',
  owner: 'root',
  group: 'root',
  ownerId: 0,
  groupId: 0,
  data: NO_DATA,
};

function headerOf(entry: TarEntry, type: string): Uint8Array {
  const header = new Uint8Array(BLOCK);
  const put = (at: number, value: string, length: number) => {
    header.set(encoder.encode(value).subarray(0, length), at);
  };
  const octal = (at: number, value: number, length: number) => {
    put(
      at,
      Math.max(0, Math.floor(value))
        .toString(8)
        .padStart(length - 1, '0'),
      length - 1,
    );
  };
  put(0, entry.name, 100);
  octal(100, entry.mode, 8);
  octal(108, entry.ownerId, 8);
  octal(116, entry.groupId, 8);
  octal(124, entry.data.length, 12);
  octal(136, entry.mtimeMs / 1000, 12);
  put(148, ' '.repeat(8), 8);
  put(156, type, 1);
  put(157, entry.target, 100);
  put(257, 'ustar  \0', 8);
  put(265, entry.owner, 32);
  put(297, entry.group, 32);
  const sum = header.reduce((all, byte) => all + byte, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `, 8);
  return header;
}
