import type { ComparedFile } from './compared-work.ts';
import { RUN } from './winnow.ts';

/** Lines of one file, both ends among them, from 1. */
export interface Lines {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** The same tokens in two works. */
export interface Passage {
  readonly a: Lines;
  readonly b: Lines;
  /** How many, without those that the starter has. */
  readonly tokens: number;
}

/** Where tokens of `b` stand in `a` too: the longest runs, each token of `b` once, runs of the starter alone left out. */
export function matchedPassages(
  a: readonly ComparedFile[],
  b: readonly ComparedFile[],
  isOwn: (hash: number) => boolean,
): readonly Passage[] {
  const places = new Map<number, { readonly file: ComparedFile; readonly at: number }[]>();
  for (const file of a) {
    for (const [at, hash] of file.hashes.entries()) {
      if (!isOwn(hash)) continue;
      const known = places.get(hash);
      if (known) known.push({ file, at });
      else places.set(hash, [{ file, at }]);
    }
  }
  return b.flatMap((file) => passagesOf(file, places, isOwn)).sort((x, y) => y.tokens - x.tokens);
}

/** Of a run that repeats itself, as many places are tried. */
const MOST_PLACES = 32;

function passagesOf(
  file: ComparedFile,
  places: ReadonlyMap<number, readonly { readonly file: ComparedFile; readonly at: number }[]>,
  isOwn: (hash: number) => boolean,
): readonly Passage[] {
  const found: Passage[] = [];
  const { words } = file.tokens;
  for (let at = 0; at < file.hashes.length; at += 1) {
    let longest = 0;
    let best: { readonly file: ComparedFile; readonly at: number } | undefined;
    for (const place of (places.get(file.hashes[at] ?? 0) ?? []).slice(0, MOST_PLACES)) {
      const length = sameFrom(place.file.tokens.words, place.at, words, at);
      if (length > longest) [longest, best] = [length, place];
    }
    if (!best || longest < RUN) continue;
    found.push({
      a: linesOf(best.file, best.at, longest),
      b: linesOf(file, at, longest),
      tokens: ownTokens(file, at, longest, isOwn),
    });
    at += longest - 1;
  }
  return found;
}

function sameFrom(a: readonly string[], from: number, b: readonly string[], at: number): number {
  let length = 0;
  while (from + length < a.length && a[from + length] === b[at + length]) length += 1;
  return length;
}

/** Tokens from `at` on that stand in a run which is the author's own. */
export function ownTokens(
  { hashes }: ComparedFile,
  at: number,
  length: number,
  isOwn: (hash: number) => boolean,
): number {
  let count = 0;
  let coveredTo = at;
  for (let run = Math.max(0, at - RUN + 1); run < Math.min(hashes.length, at + length); run += 1) {
    if (!isOwn(hashes[run] ?? 0)) continue;
    const to = Math.min(at + length, run + RUN);
    count += Math.max(0, to - Math.max(coveredTo, run));
    coveredTo = Math.max(coveredTo, to);
  }
  return count;
}

const linesOf = ({ path, tokens }: ComparedFile, at: number, length: number): Lines => ({
  path,
  from: tokens.lines[at] ?? 1,
  to: tokens.lines[at + length - 1] ?? 1,
});
