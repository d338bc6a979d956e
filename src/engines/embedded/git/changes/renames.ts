import type { FileVersion } from '../objects/tree.ts';
import { comparePaths, isBinary } from '../text.ts';
import type { Change } from './change.ts';

/** Gives the bytes of a version (of the store, or of the work tree). */
export type Contents = (version: FileVersion, path: string) => Uint8Array;

const MOST_PAIRS = 1_000_000;
const CHUNK_BYTES = 64;

/** How many bytes of each distinct line (or 64-byte piece) a file has. */
function chunksOf(bytes: Uint8Array): Map<number, number> {
  const text = !isBinary(bytes);
  const chunks = new Map<number, number>();
  let hash = 0x811c9dc5;
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (text && byte === 13 && bytes[at + 1] === 10) continue;
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    length += 1;
    if (byte === 10 || length === CHUNK_BYTES || at === bytes.length - 1) {
      chunks.set(hash, (chunks.get(hash) ?? 0) + length);
      hash = 0x811c9dc5;
      length = 0;
    }
  }
  return chunks;
}

/** The share of the larger file that was copied from the other, in percent. */
function similarityOf(
  a: Uint8Array,
  b: Uint8Array,
  chunks: (bytes: Uint8Array) => Map<number, number>,
): number {
  const largest = Math.max(a.length, b.length);
  if (largest === 0) return 0;
  if (Math.min(a.length, b.length) * 2 < largest) return 0;
  const from = chunks(a);
  let copied = 0;
  for (const [hash, size] of chunks(b)) copied += Math.min(size, from.get(hash) ?? 0);
  return Math.floor((Math.floor((copied * 60_000) / largest) * 100) / 60_000);
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/**
 * Joins a deleted and an added file that are alike into one rename, as git does by default: first exact ones, then
 * those at least `threshold` percent alike, best first.
 */
export function findRenames(
  changes: readonly Change[],
  contents: Contents,
  threshold = 50,
  emptyToo = true,
): Change[] {
  const gone = changes.filter(({ status }) => status === 'D');
  const added = changes.filter(
    ({ status, new: version }) => status === 'A' && (emptyToo || version?.oid !== EMPTY_BLOB),
  );
  if (gone.length === 0 || added.length === 0) return [...changes];
  const renames = new Map<Change, Change>();
  const used = new Set<Change>();
  const take = (from: Change, to: Change, similarity: number) => {
    used.add(from);
    renames.set(to, { ...to, status: 'R', before: from.path, old: from.old, similarity });
  };

  for (const to of added) {
    const same = gone.filter(
      (from) => !used.has(from) && from.old?.oid === to.new?.oid && from.old?.mode !== 0o160000,
    );
    const from = same.find(({ path }) => baseName(path) === baseName(to.path)) ?? same[0];
    if (from) take(from, to, 100);
  }
  const read = new Map<string, Uint8Array>();
  const bytes: Contents = (version, path) => {
    const known = read.get(version.oid) ?? contents(version, path);
    read.set(version.oid, known);
    return known;
  };
  const counted = new Map<Uint8Array, Map<number, number>>();
  const chunks = (each: Uint8Array) => {
    const known = counted.get(each) ?? chunksOf(each);
    counted.set(each, known);
    return known;
  };
  const left = gone.filter((from) => !used.has(from));
  const right = added.filter((to) => !renames.has(to));
  if (left.length * right.length <= MOST_PAIRS) {
    const pairs = left.flatMap((from) =>
      right.flatMap((to) => {
        if (!from.old || !to.new || from.old.mode >> 12 !== to.new.mode >> 12) return [];
        const similarity = similarityOf(bytes(from.old, from.path), bytes(to.new, to.path), chunks);
        const sameName = baseName(from.path) === baseName(to.path) ? 1 : 0;
        return similarity >= threshold ? [{ from, to, similarity, sameName }] : [];
      }),
    );
    pairs.sort((a, b) => b.similarity - a.similarity || b.sameName - a.sameName);
    for (const { from, to, similarity } of pairs) {
      if (!used.has(from) && !renames.has(to)) take(from, to, similarity);
    }
  }
  return changes
    .filter((change) => !used.has(change))
    .map((change) => renames.get(change) ?? change)
    .sort((a, b) => comparePaths(a.path, b.path));
}

const EMPTY_BLOB = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391';
