import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** One file of a folder that DVC tracks: its path inside the folder, and the md5 of its bytes in lower-case hex. */
export interface DirectoryEntry {
  readonly relpath: string;
  readonly md5: string;
}

const encoder = new TextEncoder();

/** The md5 of these bytes, in lower-case hex. */
export function md5Hex(bytes: Uint8Array): string {
  return bytesToHex(md5(bytes));
}

/**
 * The text of the object in which DVC 3 keeps a folder: what Python's `json.dumps(entries, sort_keys=True)` writes, with
 * the entries sorted by `relpath` (by code point) and no line end.
 *
 * @see curriculum.md 4.1, "Directory outputs"
 */
export function directoryObject(entries: readonly DirectoryEntry[]): string {
  const sorted = [...entries].sort((a, b) => compareCodePoints(a.relpath, b.relpath));
  const items = sorted.map(
    (entry) => `{"md5": ${pythonJson(entry.md5)}, "relpath": ${pythonJson(entry.relpath)}}`,
  );
  return `[${items.join(', ')}]`;
}

/** The name of that object: the md5 of its text and `.dir`. */
export function directoryDigest(entries: readonly DirectoryEntry[]): string {
  return `${md5Hex(encoder.encode(directoryObject(entries)))}.dir`;
}

/** Orders text as Python does, by code point; JavaScript's own order (by UTF-16 unit) differs beyond U+FFFF. */
export function compareCodePoints(a: string, b: string): number {
  const left = codePoints(a);
  const right = codePoints(b);
  for (const [i, point] of left.entries()) {
    const other = right[i];
    if (other === undefined) return 1;
    if (point !== other) return point - other;
  }
  return left.length - right.length;
}

function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}

/** A string as Python's `json.dumps` writes it: everything outside printable ASCII is escaped. */
function pythonJson(text: string): string {
  return JSON.stringify(text).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
