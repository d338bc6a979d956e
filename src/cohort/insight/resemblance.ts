import { cut, type KnownMistake } from './known-mistakes.ts';

/** What a check said of somebody's work. */
export type Said = Pick<KnownMistake, 'summary' | 'ran' | 'cameBack' | 'expected'>;

/** Known mistakes of which a check said nearly the same. */
export interface Resemblance {
  /** 0 to 1: how much of what was said is the same, rare words counting more than those said of every mistake. */
  readonly likeness: number;
  /** The likest, and those that are as like: the words do not tell them apart. */
  readonly mutants: readonly string[];
}

/** Below this, what was said is not like any known mistake. */
export const LEAST_LIKENESS = 0.6;
/** Mistakes whose likeness differs by less than this are not told apart. */
export const SAME_LIKENESS = 0.02;

/** How much each part tells: the sentence is chosen by the check, what came back is the learner's own. */
const PARTS = [
  ['summary', 0.5],
  ['cameBack', 0.3],
  ['ran', 0.1],
  ['expected', 0.1],
] as const;

/**
 * Finds the known mistakes that somebody's failed check resembles, by the words with which the check failed. It says what
 * the words are like, not what the learner did.
 *
 * Digits, digests, dates and seeds' words vary with the learner's data: they are masked where they can be known. Each part is
 * compared by a weighted Jaccard index over its words, where a word counts the more the fewer mistakes of the check have it.
 *
 * @param known of the same lab; those of other checks are passed over
 * @returns `undefined` when it is like none of them.
 */
export function resembles(
  check: string,
  said: Said,
  known: readonly KnownMistake[],
): Resemblance | undefined {
  const same = known.filter((one) => one.check === check);
  if (same.length === 0) return undefined;
  const weigh = weights(same);
  const own = wordsOfParts(said);
  const ranked = same
    .map((one) => ({ mutant: one.mutant, likeness: likenessOf(own, wordsOfParts(one), weigh) }))
    .sort((a, b) => b.likeness - a.likeness);
  const best = ranked[0]?.likeness ?? 0;
  if (best < LEAST_LIKENESS) return undefined;
  const mutants = ranked
    .filter(({ likeness }) => best - likeness < SAME_LIKENESS)
    .map(({ mutant }) => mutant);
  return { likeness: Math.round(best * 100) / 100, mutants: [...new Set(mutants)].sort() };
}

type Part = (typeof PARTS)[number][0];
type PartWords = Readonly<Record<Part, ReadonlySet<string>>>;

function wordsOfParts({ summary, cameBack, ran, expected }: Said): PartWords {
  return {
    summary: wordsOf(summary),
    cameBack: wordsOf(cameBack),
    ran: wordsOf(ran),
    expected: wordsOf(expected),
  };
}

/** The words of a text, without what differs from learner to learner. */
export function wordsOf(text: string): ReadonlySet<string> {
  const masked = cut(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{7,}\b/g, ' ‹digest› ')
    .replace(/\b\d{4}-\d\d-\d\d(?:t[\d:.]+z?)?\b/g, ' ‹date› ')
    .replace(/[a-z]*\d[\d.,:]*[a-z]*/g, ' ‹number› ');
  return new Set(masked.match(/[\p{L}\p{M}_]+|‹[a-z]+›/gu) ?? []);
}

/** A word that is said of all mistakes of a check weighs ln 2, one of a single mistake ln(1 + their number). */
function weights(same: readonly KnownMistake[]): (part: Part, word: string) => number {
  const counts = new Map<string, number>();
  for (const one of same) {
    const words = wordsOfParts(one);
    for (const [part] of PARTS) {
      for (const word of words[part]) {
        const key = `${part} ${word}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  return (part, word) => Math.log(1 + same.length / (counts.get(`${part} ${word}`) ?? 1));
}

function likenessOf(
  a: PartWords,
  b: PartWords,
  weigh: (part: Part, word: string) => number,
): number {
  return PARTS.reduce((sum, [part, share]) => {
    const all = new Set([...a[part], ...b[part]]);
    if (all.size === 0) return sum + share;
    let [common, whole] = [0, 0];
    for (const word of all) {
      const weight = weigh(part, word);
      whole += weight;
      if (a[part].has(word) && b[part].has(word)) common += weight;
    }
    return sum + (share * common) / whole;
  }, 0);
}
