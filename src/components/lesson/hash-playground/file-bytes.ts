import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export type LineEnd = 'LF' | 'CRLF';

/** The bytes that an editor writes for a text: UTF-8, each line ended in the chosen way. */
export function bytesOf(text: string, lineEnd: LineEnd): Uint8Array {
  const lines = text.replace(/\r\n?/g, '\n');
  return utf8ToBytes(lineEnd === 'LF' ? lines : lines.replace(/\n/g, '\r\n'));
}

export const md5Of = (bytes: Uint8Array): string => bytesToHex(md5(bytes));
export const sha256Of = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));

/** Bytes as pairs of hexadecimal digits with spaces between. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** The bytes that pairs of hexadecimal digits stand for, or `undefined` while they are not pairs. */
export function fromHex(hex: string): Uint8Array | undefined {
  const digits = hex.replace(/\s+/g, '');
  if (!/^(?:[0-9a-f]{2})*$/i.test(digits)) return undefined;
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Where DVC's cache keeps the bytes of a digest. */
export function cachePath(digest: string): string {
  return `.dvc/cache/files/md5/${digest.slice(0, 2)}/${digest.slice(2)}`;
}

/** How many digits two digests have in the same place. Chance alone gives one in sixteen. */
export function digitsKept(a: string, b: string): number {
  return Array.from(a).filter((digit, i) => digit === b[i]).length;
}
