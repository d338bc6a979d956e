import { joinBytes } from '#container';
/** "PLS1", read as a little-endian number. */
const MAGIC = 0x31534c50;
const PAGE_BYTES = 4096;
const HEADER_WORDS = 4;
/** Where Pyodide writes at which byte of its snapshot the memory begins, in words. */
const MEMORY_START_WORD = 1;

/** A snapshot whose memory holds mostly zeros, without them: half of the bytes to load, to hand over and to write. */
export interface SparseSnapshot {
  /** What Pyodide wrote before the memory: a snapshot of its own, of no memory at all. */
  readonly head: Uint8Array;
  /** How large the memory is. */
  readonly memoryBytes: number;
  /** What is not zero, from the lowest address up. */
  readonly parts: readonly { readonly offset: number; readonly bytes: Uint8Array }[];
}

/**
 * Leaves the zeros out of a snapshot that Pyodide made.
 *
 * Layout, in little-endian words of 32 bits: magic, bytes of the head, bytes of the memory, number of parts; then address
 * and length of each part. After them the head and the parts' contents, in bytes.
 */
export function packSnapshot(whole: Uint8Array): Uint8Array {
  const start = wordsOf(whole, 0, HEADER_WORDS)[MEMORY_START_WORD] ?? 0;
  const memory = whole.subarray(start);
  const parts: [offset: number, end: number][] = [];
  for (let offset = 0; offset < memory.length; offset += PAGE_BYTES) {
    const end = Math.min(offset + PAGE_BYTES, memory.length);
    if (memory.subarray(offset, end).every((byte) => byte === 0)) continue;
    const last = parts.at(-1);
    if (last?.[1] === offset) last[1] = end;
    else parts.push([offset, end]);
  }
  const words = [MAGIC, start, memory.length, parts.length];
  for (const [offset, end] of parts) words.push(offset, end - offset);
  const pieces = [
    new Uint8Array(Uint32Array.from(words).buffer),
    whole.subarray(0, start),
    ...parts.map(([offset, end]) => memory.subarray(offset, end)),
  ];
  return joinBytes(pieces);
}

/** Reads what `packSnapshot` made; the parts are views of it. @throws RangeError when it is something else, or cut. */
export function readSnapshot(packed: Uint8Array): SparseSnapshot {
  const [magic, headBytes = 0, memoryBytes = 0, count = 0] = wordsOf(packed, 0, HEADER_WORDS);
  if (magic !== MAGIC) throw new RangeError('this is no snapshot of an interpreter');
  const places = wordsOf(packed, HEADER_WORDS, count * 2);
  let at = (HEADER_WORDS + count * 2) * 4;
  const take = (length: number) => {
    const bytes = packed.subarray(at, at + length);
    if (bytes.length < length) throw new RangeError('the snapshot of an interpreter is cut');
    at += length;
    return bytes;
  };
  // A copy: Pyodide reads words from it, which must stand at a multiple of four in its buffer.
  const head = take(headBytes).slice();
  const parts = Array.from({ length: count }, (_, index) => ({
    offset: places[index * 2] ?? 0,
    bytes: take(places[index * 2 + 1] ?? 0),
  }));
  return { head, memoryBytes, parts };
}

/**
 * Makes a memory that an instance has just been given what the snapshot says.
 *
 * @param memory at least as large as the snapshot's; past `usedBytes` it was never written to
 */
export function restoreMemory(
  { parts }: SparseSnapshot,
  memory: Uint8Array,
  usedBytes: number,
): void {
  let end = 0;
  const clear = (to: number) => {
    if (end < to) memory.fill(0, end, to);
  };
  for (const { offset, bytes } of parts) {
    clear(Math.min(offset, usedBytes));
    memory.set(bytes, offset);
    end = offset + bytes.length;
  }
  clear(usedBytes);
}

function wordsOf(bytes: Uint8Array, firstWord: number, count: number): Uint32Array {
  const start = bytes.byteOffset + firstWord * 4;
  if (firstWord * 4 + count * 4 > bytes.length) throw new RangeError('a snapshot is cut');
  return new Uint32Array(bytes.buffer.slice(start, start + count * 4));
}
