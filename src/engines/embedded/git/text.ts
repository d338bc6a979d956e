const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export const toBytes = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

export const toText = (bytes: Uint8Array): string => decoder.decode(bytes);

/** Order of the strings' UTF-8 bytes, in which git sorts paths; code units alone differ above U+FFFF. */
export function comparePaths(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const x = a.charCodeAt(index);
    const y = b.charCodeAt(index);
    if (x !== y) {
      const xSurrogate = x >= 0xd800 && x < 0xe000;
      const ySurrogate = y >= 0xd800 && y < 0xe000;
      if (xSurrogate !== ySurrogate) {
        if (xSurrogate && y >= 0xe000) return 1;
        if (ySurrogate && x >= 0xe000) return -1;
      }
      return x - y;
    }
  }
  return a.length - b.length;
}

/** True when git would treat the contents as binary: a NUL among the first 8,000 bytes. */
export const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 8_000).includes(0);

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}

/** `1 file`, `2 files`. */
export const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;
