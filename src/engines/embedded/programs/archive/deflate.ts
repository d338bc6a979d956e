import { joinBytes } from '#container';
import { Gunzip, Inflate } from 'fflate';

/** Why packed bytes cannot be unpacked. */
export class PackedFault extends Error {
  readonly kind: 'not packed' | 'cut' | 'checksum' | 'broken' | 'too large';
  constructor(kind: PackedFault['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Input is unpacked in pieces of so many bytes, so that a bomb is noticed before it has grown. */
const PIECE_BYTES = 2 ** 14;
const TRAILER_BYTES = 8;

const TABLE = Int32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The CRC-32 of gzip and zip, not negative. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * What a gzip file holds: all its members, one after the other, each held to its checksum.
 *
 * @throws PackedFault `too large` as soon as more than `limitBytes` have come out.
 */
export function gunzip(bytes: Uint8Array, limitBytes: number): Uint8Array {
  if (!isGzip(bytes)) throw new PackedFault('not packed', 'not in gzip format');
  if (bytes.length < 18) throw new PackedFault('cut', 'unexpected end of file');
  const parts: Uint8Array[] = [];
  let memberParts = 0;
  const finish = (endOfMember: number) => {
    const member = parts.slice(memberParts);
    memberParts = parts.length;
    const wanted = new Uint8Array(TRAILER_BYTES);
    const view = new DataView(wanted.buffer);
    view.setUint32(
      0,
      member.reduce((value, part) => crc32(part, value), 0),
      true,
    );
    view.setUint32(
      4,
      member.reduce((sum, part) => sum + part.length, 0),
      true,
    );
    holdTo(wanted, bytes.subarray(endOfMember - TRAILER_BYTES, endOfMember));
  };
  const stream = new Gunzip();
  stream.onmember = finish;
  unpack(stream, bytes, limitBytes, parts);
  finish(bytes.length);
  return joinBytes(parts);
}

/** @throws PackedFault when a member's trailer is not what its contents ask for. */
function holdTo(wanted: Uint8Array, found: Uint8Array): void {
  const same = (from: number, to: number, shift = 0) =>
    wanted.subarray(from, to).every((byte, index) => byte === found[from + shift + index]);
  if (same(0, TRAILER_BYTES)) return;
  for (let there = TRAILER_BYTES - 1; there > 0; there -= 1) {
    // Only the first bytes of the trailer stand at the end of the file.
    if (same(0, there, TRAILER_BYTES - there)) {
      throw new PackedFault('cut', 'unexpected end of file');
    }
  }
  const what = same(0, 4) ? 'length' : 'crc';
  throw new PackedFault('checksum', `invalid compressed data--${what} error`);
}

/** What a raw deflate stream holds. @throws PackedFault */
export function inflate(bytes: Uint8Array, limitBytes: number): Uint8Array {
  const parts: Uint8Array[] = [];
  unpack(new Inflate(), bytes, limitBytes, parts);
  return joinBytes(parts);
}

function unpack(
  stream: Gunzip | Inflate,
  bytes: Uint8Array,
  limitBytes: number,
  parts: Uint8Array[],
): void {
  let size = 0;
  stream.ondata = (data) => {
    size += data.length;
    if (size > limitBytes) throw new PackedFault('too large', tooLarge(limitBytes));
    // The library reuses its buffer.
    if (data.length > 0) parts.push(data.slice());
  };
  try {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      stream.push(bytes.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= bytes.length);
    }
  } catch (error) {
    if (error instanceof PackedFault) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    if (reason.includes('unexpected EOF')) {
      throw new PackedFault('cut', 'unexpected end of file');
    }
    throw new PackedFault('broken', 'invalid compressed data--format violated');
  }
}

/** The words for what is past a limit of the lab. */
export const tooLarge = (limitBytes: number): string =>
  `it unpacks to more than ${Math.round(limitBytes / 2 ** 20)} MB, the limit of a lab`;
