import { unzlibSync, Unzlib } from 'fflate';
import { toText } from '../text.ts';

const SMALL_BYTES = 512;
const HEADER_BYTES = 64;
const PIECE_BYTES = 1 << 16;

/**
 * Decompresses a loose object. A small file may hold a huge object, so what comes out is held to `mostBytes`.
 *
 * @throws Error when the data is damaged or too large.
 */
export function inflate(data: Uint8Array, mostBytes: number): Uint8Array {
  const most = mostBytes + HEADER_BYTES;
  return data.length <= SMALL_BYTES ? inflateSmall(data, most) : inflateInPieces(data, most);
}

/** Most objects are small: reading the size first saves the large buffers that are made when it is not known. */
function inflateSmall(data: Uint8Array, most: number): Uint8Array {
  const head = unzlibSync(data, { out: new Uint8Array(HEADER_BYTES) });
  const end = head.indexOf(0);
  const size = Number(/^[a-z]+ (\d+)$/.exec(toText(head.subarray(0, end)))?.[1] ?? NaN);
  if (!(end > 0 && end + 1 + size <= most)) throw new Error('not an object');
  return end + 1 + size <= head.length
    ? head
    : unzlibSync(data, { out: new Uint8Array(end + 1 + size) });
}

function inflateInPieces(data: Uint8Array, most: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Unzlib((piece) => {
    length += piece.length;
    if (length > most) throw new Error('too large');
    pieces.push(piece);
  });
  for (let at = 0; at < data.length; at += PIECE_BYTES) {
    stream.push(data.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= data.length);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
