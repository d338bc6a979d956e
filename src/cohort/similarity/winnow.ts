/**
 * Fingerprints of a text after Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document Fingerprinting"
 * (SIGMOD 2003): of every `WINDOW` runs of `RUN` tokens at least one is kept, so that any passage of `RUN + WINDOW - 1` tokens
 * that two texts share is found.
 */
export const RUN = 12;
export const WINDOW = 6;

/** A hash of every run of `RUN` tokens, by the place of its first. Empty for a shorter text. */
export function runHashes(words: readonly string[]): Uint32Array {
  const count = Math.max(0, words.length - RUN + 1);
  const hashes = new Uint32Array(count);
  const each = words.map(hashOf);
  for (let at = 0; at < count; at += 1) {
    let hash = 0x811c9dc5;
    for (let step = 0; step < RUN; step += 1) {
      hash = Math.imul(hash ^ (each[at + step] ?? 0), 0x01000193);
      hash ^= hash >>> 15;
    }
    hashes[at] = hash >>> 0;
  }
  return hashes;
}

/** The hashes that are kept, of those that `isOwn` lets through. */
export function winnow(hashes: Uint32Array, isOwn: (hash: number) => boolean): ReadonlySet<number> {
  const kept = new Set<number>();
  for (let from = 0; from === 0 || from + WINDOW <= hashes.length; from += 1) {
    let least = Infinity;
    for (const hash of hashes.subarray(from, from + WINDOW)) {
      if (hash < least && isOwn(hash)) least = hash;
    }
    if (least !== Infinity) kept.add(least);
  }
  return kept;
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) {
    hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
