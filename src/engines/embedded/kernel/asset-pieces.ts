import { joinBytes } from '#container';

/** Large enough to be few, small enough that a page is not held up while one goes to another process. */
export const PIECE_BYTES = 2 ** 20;

/** Copies of the parts of an asset, in order; an empty one has one empty part. */
export function* piecesOf(bytes: Uint8Array): Generator<Uint8Array<ArrayBuffer>> {
  let at = 0;
  do {
    yield Uint8Array.from(bytes.subarray(at, at + PIECE_BYTES));
    at += PIECE_BYTES;
  } while (at < bytes.length);
}

/** Puts assets together again that come in pieces, each asset's in order. */
export class AssetPieces {
  readonly #coming = new Map<string, Uint8Array[]>();

  /** Takes one piece. Returns the whole asset with the last one. */
  take(name: string, piece: Uint8Array, isLast: boolean): Uint8Array<ArrayBuffer> | undefined {
    const pieces = this.#coming.get(name) ?? [];
    pieces.push(piece);
    this.#coming.set(name, pieces);
    if (!isLast) return undefined;
    this.#coming.delete(name);
    return joinBytes(pieces) as Uint8Array<ArrayBuffer>;
  }

  /** No more of this asset will come. */
  drop(name: string): void {
    this.#coming.delete(name);
  }
}
