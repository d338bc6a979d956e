import type { FileTree } from '#container';
import { partsOf, type ComparedWork, type ReadFiles, type WorkParts } from './compared-work.ts';
import { matchedPassages, ownTokens, type Passage } from './passages.ts';
import { winnow } from './winnow.ts';

/** Two works that a person should look at side by side. A question, never a verdict: there are honest reasons. */
export interface SimilarPair {
  readonly a: ComparedWork;
  readonly b: ComparedWork;
  /** Of the smaller work's own tokens, how many stand in the other; from 0 to 1. */
  readonly share: number;
  readonly passages: readonly Passage[];
  /** Files that are the same to the byte, and neither of both their starters nor those of many. */
  readonly sameFiles: readonly string[];
  /** Numbers and digests that follow from a learner's data, and stand in both though the seeds differ. */
  readonly sameValues: readonly string[];
}

/** From here on a pair is shown. */
const LEAST_SHARE = 0.5;
const LEAST_TOKENS = 30;
/** Fingerprints that a pair must share before it is looked at closely. */
const LEAST_SHARED = 2;
const MOST_PASSAGES = 50;

interface Added {
  readonly work: ComparedWork;
  readonly parts: WorkParts;
  /** What its learner began with. */
  readonly starter: WorkParts;
  /** Of the starter's runs of tokens. */
  readonly given: ReadonlySet<number>;
  readonly fingerprints: ReadonlySet<number>;
}

/**
 * Finds works of one lab that resemble each other, by fingerprints of their normalised tokens. What a learner began with is
 * not compared, nor what so many share that the lab itself asks for it. Works of one learner are not held against each other.
 */
export class SimilarWorks {
  readonly #read: ReadFiles = new Map();
  /** By the files that were read: where data are tables, all learners begin with the same. */
  readonly #given = new Map<string, ReadonlySet<number>>();
  readonly #added: Added[] = [];

  /** @param starter of this work's seed: another learner's data is nothing that this one was given */
  add(work: ComparedWork, tree: FileTree, starter: FileTree): void {
    const parts = partsOf(tree, this.#read);
    const own = partsOf(starter, this.#read);
    const given = this.#givenBy(own);
    const isOwn = (hash: number) => !given.has(hash);
    const fingerprints = new Set(parts.files.flatMap(({ hashes }) => [...winnow(hashes, isOwn)]));
    this.#added.push({ work, parts, starter: own, given, fingerprints });
  }

  #givenBy({ files, key }: WorkParts): ReadonlySet<number> {
    const known = this.#given.get(key) ?? new Set(files.flatMap(({ hashes }) => [...hashes]));
    this.#given.set(key, known);
    return known;
  }

  /** The most similar first, at most `most`; of a pair, `a` is what was added first. */
  pairs(most = 200): readonly SimilarPair[] {
    const count = new Set(this.#added.map(({ work }) => work.learner)).size;
    // Three may have worked together; of a third of a class the lab is the author.
    const common = Math.max(3, Math.floor(count / 3));
    const isCommon = this.#sharedByMoreThan(common);
    const found: SimilarPair[] = [];
    for (const [a, b] of this.#candidates((hash) => !isCommon.has(hash), common)) {
      const isOwn = (hash: number) =>
        !a.given.has(hash) && !b.given.has(hash) && !isCommon.has(hash);
      const pair = this.#compared(a, b, isOwn, common);
      if (pair) found.push(pair);
    }
    return found.sort(byWeight).slice(0, most);
  }

  #sharedByMoreThan(most: number): ReadonlySet<number> {
    const learners = new Map<number, Set<string>>();
    for (const { work, parts } of this.#added) {
      for (const hash of new Set(parts.files.flatMap(({ hashes }) => [...hashes]))) {
        const known = learners.get(hash);
        if (!known) learners.set(hash, new Set([work.learner]));
        else known.add(work.learner);
      }
    }
    return new Set([...learners].flatMap(([hash, { size }]) => (size > most ? [hash] : [])));
  }

  /** Pairs that share enough fingerprints, a file or a value that few have. */
  #candidates(
    isOfFew: (hash: number) => boolean,
    common: number,
  ): readonly (readonly [Added, Added])[] {
    const shared = new Map<number, number>();
    const size = this.#added.length;
    const count = (holders: readonly number[], weight: number) => {
      for (const [nth, a] of holders.entries()) {
        for (const b of holders.slice(nth + 1)) {
          shared.set(a * size + b, (shared.get(a * size + b) ?? 0) + weight);
        }
      }
    };
    const holders = <Key>(keysOf: (added: Added) => Iterable<Key>): Iterable<readonly number[]> => {
      const byKey = new Map<Key, number[]>();
      for (const [index, added] of this.#added.entries()) {
        for (const key of keysOf(added)) {
          const known = byKey.get(key);
          if (known) known.push(index);
          else byKey.set(key, [index]);
        }
      }
      return [...byKey.values()].filter(({ length }) => length > 1 && length <= 2 * common);
    };
    for (const all of holders(({ fingerprints }) => [...fingerprints].filter(isOfFew)))
      count(all, 1);
    for (const all of holders(({ parts }) => keysOfDigests(parts))) count(all, LEAST_SHARED);
    for (const all of holders(({ parts }) => parts.values)) count(all, LEAST_SHARED);
    return [...shared].flatMap(([key, weight]) => {
      const a = this.#added[Math.floor(key / size)];
      const b = this.#added[key % size];
      if (weight < LEAST_SHARED || !a || !b || a.work.learner === b.work.learner) return [];
      return [[a, b] as const];
    });
  }

  #compared(
    a: Added,
    b: Added,
    isOwn: (hash: number) => boolean,
    common: number,
  ): SimilarPair | undefined {
    const passages = matchedPassages(a.parts.files, b.parts.files, isOwn);
    const tokens = passages.reduce((sum, passage) => sum + passage.tokens, 0);
    const least = Math.min(...[a, b].map(({ parts }) => ownOf(parts, isOwn)));
    const share = tokens < LEAST_TOKENS || least === 0 ? 0 : Math.min(1, tokens / least);
    const differ = a.work.seed !== b.work.seed;
    const sameFiles = this.#sameFiles(a, b, common);
    const sameValues = differ ? this.#sameValues(a, b, common) : [];
    if (share < LEAST_SHARE && sameFiles.length === 0 && sameValues.length === 0) return undefined;
    const shown = passages.slice(0, MOST_PASSAGES);
    return { a: a.work, b: b.work, share, passages: shown, sameFiles, sameValues };
  }

  #sameFiles(a: Added, b: Added, common: number): readonly string[] {
    return [...a.parts.digests].flatMap(([path, digest]) => {
      if (b.parts.digests.get(path) !== digest) return [];
      if ([a, b].every(({ starter }) => starter.digests.get(path) === digest)) return [];
      const holders = this.#holders(({ parts }) => parts.digests.get(path) === digest);
      return holders <= common ? [path] : [];
    });
  }

  #sameValues(a: Added, b: Added, common: number): readonly string[] {
    return [...a.parts.values].filter(
      (value) =>
        b.parts.values.has(value) &&
        ![a, b].every(({ starter }) => starter.values.has(value)) &&
        this.#holders(({ parts }) => parts.values.has(value)) <= common,
    );
  }

  #holders(has: (added: Added) => boolean): number {
    return new Set(this.#added.filter(has).map(({ work }) => work.learner)).size;
  }
}

const keysOfDigests = ({ digests }: WorkParts): readonly string[] =>
  [...digests].map(([path, digest]) => `${digest} ${path}`);

const ownOf = ({ files }: WorkParts, isOwn: (hash: number) => boolean): number =>
  files.reduce((sum, file) => sum + ownTokens(file, 0, file.tokens.words.length, isOwn), 0);

function byWeight(x: SimilarPair, y: SimilarPair): number {
  const weight = ({ share, sameValues, sameFiles }: SimilarPair) =>
    share + Math.min(1, sameValues.length / 3) + Math.min(1, sameFiles.length / 3);
  const by = weight(y) - weight(x);
  if (by !== 0) return by;
  return x.a.id + x.b.id < y.a.id + y.b.id ? -1 : 1;
}
