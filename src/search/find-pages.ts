import lunr from 'lunr';
import { wordsOfShard, type ShardHead, type TitlesHead, type VolumeHead } from './build-search.ts';
import { unpackIndex, type CompactIndex } from './compact-index.ts';
import { wordsOf } from './fold-word.ts';
import { Unpacked } from './packed.ts';
import { LONGEST_PHRASE, synonymsFor } from './synonyms.ts';
import type { FoundPage, PageDetail } from './search-page.ts';

/** One result. */
export interface Found extends FoundPage {
  /** Title of the course, or "Glossary". */
  readonly of: string;
  /** The heading that fits best, when one does. */
  readonly heading?: { readonly id: string; readonly text: string };
  /** A sentence about the page; absent until its shard is there. */
  readonly description?: string;
  readonly score: number;
}

/** Results that are shown at most. */
export const MOST_FOUND = 10;
/** A page of the course that the reader is in stands this much higher. */
const OWN_COURSE = 1.12;
/** A page whose title begins with all that was typed, small words included. */
const NAMED = 1.25;
/** What a synonym, a word with an error, and a word of the text count, beside the word itself in a title. */
const SYNONYM = 0.85;
const ERROR = 0.8;
const TEXT = 0.75;
/** What a word of the same root counts: "pointer" for "pointing". */
const SAME_ROOT = 0.55;
const MOST_PREFIXED = 40;

const SYNONYMS = synonymsFor((text) => wordsOf(text));
const stem = (word: string): string => lunr.stemmer(new lunr.Token(word, {})).toString();
const isTelling = (word: string): boolean =>
  (lunr.stopWordFilter(new lunr.Token(word, {})) as lunr.Token | undefined) !== undefined;

/** The search over the files that are there so far. */
export class Search {
  readonly head: TitlesHead;
  /** By the number of its file, with the number of its first page. */
  readonly #titles = new Map<number, { index: CompactIndex; first: number }>();
  /** By number; those whose titles are not there yet are missing. */
  readonly #pages = new Map<number, FoundPage>();
  /** Words that shards name by number beside those of titles, ascending. */
  #words: readonly string[] | undefined;
  /** Words that shards were packed with, by the file of their titles. */
  readonly #known = new Map<number, readonly string[]>();
  /** `places` are the numbers of its pages. */
  readonly #shards = new Map<
    number,
    { index: CompactIndex; details: readonly PageDetail[]; places: readonly number[] }
  >();

  /** @param file the file `titles`, as `buildSearch` wrote it */
  constructor(file: Uint8Array) {
    const { head, index } = parted(file);
    this.head = head as TitlesHead;
    this.#addVolume(0, this.head, index);
  }

  /** Takes a further file of titles. */
  addTitles(volume: number, file: Uint8Array): void {
    const { head, index } = parted(file, this.#termsOf(0));
    this.#addVolume(volume, head as VolumeHead, index);
  }

  /** Takes the file `words`, which comes before any shard. */
  addWords(file: Uint8Array): void {
    this.#words = new Unpacked(file).words(this.#termsOf(0));
  }

  /**
   * Adds the texts of a shard.
   *
   * @throws Error when the file `words`, or the titles of its pages, were not added before
   */
  addShard(shard: number, file: Uint8Array): void {
    const volume = this.head.shards[shard]?.volume ?? -1;
    if (!this.#words || !this.#titles.has(volume))
      throw new Error('The words that shards share, or its titles, are not there yet.');
    let known = this.#known.get(volume);
    if (!known) {
      known = wordsOfShard(this.#termsOf(0), this.#termsOf(volume), this.#words);
      this.#known.set(volume, known);
    }
    const { head, index } = parted(file, known);
    const { details } = head as ShardHead;
    const places = [...this.#pages]
      .filter(([, page]) => page.shard === shard)
      .map(([place]) => place)
      .sort((a, b) => a - b);
    this.#shards.set(shard, { index, details, places });
  }

  #addVolume(volume: number, { pages }: VolumeHead, index: CompactIndex): void {
    const first = this.head.volumes.slice(0, volume).reduce((sum, count) => sum + count, 0);
    for (const [at, page] of pages.entries()) this.#pages.set(first + at, page);
    this.#titles.set(volume, { index, first });
  }

  #termsOf(volume: number): readonly string[] {
    return this.#titles.get(volume)?.index.terms ?? [];
  }

  /**
   * Pages for what was typed, the best first. Every word is looked up alone, its scores brought to one scale, and the
   * words added up: a page with all words comes first, and a rare word met by a guess cannot drown those that match.
   *
   * @param own number of the shard of the course that the reader is in
   */
  find(typed: string, own = -1): readonly Found[] {
    const words = this.#asked(typed);
    const sums = new Map<number, number>();
    for (const { ways, isLast } of words) {
      const best = new Map<number, number>();
      for (const { way, weight } of ways) {
        for (const [page, score] of this.#ofPhrase(way, isLast)) {
          best.set(page, Math.max(best.get(page) ?? 0, score * weight));
        }
      }
      for (const [page, score] of best) sums.set(page, (sums.get(page) ?? 0) + score);
    }
    const whole = wordsOf(typed).join(' ');
    return [...sums]
      .map(([page, sum]) => this.#found(page, sum, whole, own))
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST_FOUND);
  }

  /** What is asked for: words, or phrases that have synonyms, each with all ways to say it. */
  #asked(typed: string): { ways: { way: readonly string[]; weight: number }[]; isLast: boolean }[] {
    const all = wordsOf(typed);
    const telling = all.filter(isTelling);
    const words = telling.length > 0 ? telling : all;
    const asked: { ways: { way: readonly string[]; weight: number }[]; isLast: boolean }[] = [];
    const inPhrase = new Set<number>();
    // Synonyms are found in what was typed, small words included: "right to be forgotten".
    for (let at = 0; at < all.length; at += 1) {
      for (let length = Math.min(LONGEST_PHRASE, all.length - at); length > 1; length -= 1) {
        const others = SYNONYMS.get(all.slice(at, at + length).join(' '));
        if (!others) continue;
        const way = all.slice(at, at + length).filter(isTelling);
        asked.push({
          ways: [
            { way, weight: way.length },
            ...others.map((one) => ({ way: one, weight: SYNONYM * way.length })),
          ],
          isLast: at + length === all.length,
        });
        for (let inside = at; inside < at + length; inside += 1) inPhrase.add(inside);
        at += length - 1;
        break;
      }
    }
    const left =
      words === all
        ? all.filter((_, at) => !inPhrase.has(at))
        : all.filter((word, at) => !inPhrase.has(at) && isTelling(word));
    for (const word of left) {
      const others = SYNONYMS.get(word) ?? SYNONYMS.get(word.replace(/s$/, '')) ?? [];
      const ways = [{ way: [word], weight: 1 }, ...others.map((way) => ({ way, weight: SYNONYM }))];
      asked.push({ ways, isLast: word === all.at(-1) });
    }
    return asked;
  }

  /** Pages that have all words of a phrase, with their mean score from 0 to 1. */
  #ofPhrase(words: readonly string[], isLast: boolean): ReadonlyMap<number, number> {
    let sums: Map<number, number> | undefined;
    for (const [place, word] of words.entries()) {
      const scores = this.#ofWord(word, isLast && place === words.length - 1);
      sums =
        sums === undefined
          ? new Map(scores)
          : new Map(
              [...sums].flatMap(([page, sum]) => {
                const score = scores.get(page);
                return score === undefined ? [] : [[page, sum + score]];
              }),
            );
    }
    return new Map([...(sums ?? [])].map(([page, sum]) => [page, sum / words.length]));
  }

  #ofWord(word: string, isLast: boolean): ReadonlyMap<number, number> {
    const indexes = [
      ...[...this.#titles.values()].map(({ index, first }) => ({
        index,
        placeOf: (at: number) => first + at,
        weight: 1,
      })),
      ...[...this.#shards.values()].map(({ index, places }) => ({
        index,
        placeOf: (at: number) => places[at],
        weight: TEXT,
      })),
    ];
    const best = new Map<number, number>();
    const take = (
      terms: (index: CompactIndex) => readonly (readonly [string, number])[],
      factor: number,
    ): void => {
      for (const { index, placeOf, weight } of indexes) {
        const scores = index.scores(terms(index));
        const most = scores[0]?.[1] ?? 1;
        for (const [at, score] of scores) {
          const scaled = weight * factor * (0.5 + (0.5 * score) / most);
          const page = placeOf(at);
          if (page === undefined) throw new RangeError(`There is no page ${at} in its file.`);
          best.set(page, Math.max(best.get(page) ?? 0, scaled));
        }
      }
    };
    take((index) => wordTerms(index, word, isLast), 1);
    const root = stem(word);
    if (!isLast && root.length > 4) take((index) => rootTerms(index, root), SAME_ROOT);
    // A guess is only made for a word that no page has.
    if (best.size === 0 && word.length > 3) take((index) => nearTerms(index, word, 1), ERROR);
    if (best.size === 0 && word.length > 5)
      take((index) => nearTerms(index, word, 2), ERROR * ERROR);
    return best;
  }

  #found(page: number, sum: number, whole: string, own: number): Found {
    const about = this.#pages.get(page);
    if (!about) throw new RangeError(`There is no page ${page}.`);
    const shard = this.#shards.get(about.shard);
    const detail = shard?.details[shard.places.indexOf(page)];
    const heading = detail && bestHeading(detail, wordsOf(whole).filter(isTelling));
    const named = wordsOf(about.title).join(' ').startsWith(whole) ? NAMED : 1;
    return {
      ...about,
      of: this.head.shards[about.shard]?.title ?? '',
      ...(heading ? { heading } : {}),
      ...(detail ? { description: detail.description } : {}),
      score: sum * named * (about.shard === own ? OWN_COURSE : 1),
    };
  }
}

/** The word, its stem, and, while it is being typed, what begins with it. */
function wordTerms(
  index: CompactIndex,
  word: string,
  isLast: boolean,
): (readonly [string, number])[] {
  const terms: (readonly [string, number])[] = [[word, 10]];
  if (stem(word) !== word) terms.push([stem(word), 10]);
  if (!isLast || word.length < 2) return terms;
  // "organis" is on its way to "organise", which is indexed as "organize".
  const beginnings = /is$/.test(word) ? [word, word.replace(/is$/, 'iz')] : [word];
  for (const beginning of beginnings) {
    for (const term of beginningWith(index.terms, beginning)) {
      if (term !== word && term !== stem(word)) terms.push([term, 4]);
    }
  }
  return terms;
}

function rootTerms(index: CompactIndex, root: string): (readonly [string, number])[] {
  return beginningWith(index.terms, root).map((term) => [term, 1] as const);
}

function nearTerms(
  index: CompactIndex,
  word: string,
  distance: number,
): (readonly [string, number])[] {
  const near = new Set([...index.near(word, distance), ...index.near(stem(word), distance)]);
  return [...near].map((term) => [term, 1] as const);
}

function beginningWith(terms: readonly string[], beginning: string): readonly string[] {
  let low = 0;
  let high = terms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((terms[middle] ?? '') < beginning) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  while (found.length < MOST_PREFIXED && terms[low]?.startsWith(beginning)) {
    found.push(terms[low] ?? '');
    low += 1;
  }
  return found;
}

/** The heading with most of the words, if it has one. */
function bestHeading({ headings }: PageDetail, words: readonly string[]) {
  const asked = words.map(stem);
  let best: PageDetail['headings'][number] | undefined;
  let most = 0;
  for (const heading of headings) {
    const own = wordsOf(heading.text).map(stem);
    const count = asked.filter((word) => own.includes(word)).length;
    if (count > most) [best, most] = [heading, count];
  }
  return best;
}

/** The two parts of a file: the JSON text before the index is returned as it was parsed. */
function parted(
  file: Uint8Array,
  known: readonly string[] = [],
): { head: unknown; index: CompactIndex } {
  const length = new DataView(file.buffer, file.byteOffset, file.byteLength).getUint32(0);
  const head: unknown = JSON.parse(new TextDecoder().decode(file.subarray(4, 4 + length)));
  return { head, index: unpackIndex(file.subarray(4 + length), known) };
}
