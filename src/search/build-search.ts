import lunr from 'lunr';
import { countWords, packIndex, type Postings } from './compact-index.ts';
import { Packed } from './packed.ts';
import { wordsOf } from './fold-word.ts';
import type { FoundPage, PageDetail, SearchPage } from './search-page.ts';

/** Words of a text that stand for it in the full-text index: those that are frequent in it and rare elsewhere. */
const BODY_WORDS = 90;
/** A word that a text has more often counts as one that it has so often. */
const MOST_COUNTED = 5;
/** Bytes to set it apart: a JSON text of this many bytes stands before the index. */
const LENGTH_BYTES = 4;

/** What the first file says before its index. */
export interface TitlesHead {
  /** A shard for each course, and one for what belongs to none; `title` is what results show. */
  readonly shards: readonly { readonly name: string; readonly title: string }[];
  readonly pages: readonly FoundPage[];
}

/** What a shard says before its index: details of its pages, in the order of the first file. */
export interface ShardHead {
  readonly details: readonly PageDetail[];
}

/** The files of the search by name, without their ending. */
export type SearchFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** The name of the shard for what belongs to no course. */
export const GENERAL = 'glossary';
/** The name of the file with the words that shards share. */
export const WORDS = 'words';

/**
 * Builds the search: `titles` with titles, other names, headings and sentences of all pages; one file a course with the words
 * of its texts; and `words`, which several courses have and `titles` has not, so that each course names them by number.
 *
 * @param courses titles by id, in the order of the catalogue
 */
export function buildSearch(
  pages: readonly SearchPage[],
  courses: ReadonlyMap<string, string>,
): SearchFiles {
  const shards = [
    ...[...courses].map(([name, title]) => ({ name, title })),
    { name: GENERAL, title: 'Glossary' },
  ].filter(({ name }) => pages.some((page) => (page.course ?? GENERAL) === name));
  const shardOf = (page: SearchPage): number =>
    shards.findIndex(({ name }) => name === (page.course ?? GENERAL));
  const sorted = pages.toSorted((a, b) => shardOf(a) - shardOf(b));
  const head: TitlesHead = {
    shards,
    pages: sorted.map((page) => {
      const { kind, path, title } = page;
      return { kind, path, title, shard: shardOf(page) };
    }),
  };
  const titles = titlesIndex(sorted);
  const stem = tellingStems();
  const bodies = new Map(sorted.map((page) => [page, countsOf(page.body, stem)]));
  const rarity = rarityOf([...bodies.values()]);
  const texts = shards.map(({ name }, shard) => {
    const own = sorted.filter((page) => shardOf(page) === shard);
    const details = own.map(({ description, headings }) => ({ description, headings }));
    const counts = own.map((page) => bodies.get(page) ?? new Map<string, number>());
    return { name, head: { details } satisfies ShardHead, index: bodyIndex(counts, rarity) };
  });
  const inTitles = termsOf(titles);
  const words = wordsOfSeveral(texts.map(({ index }) => termsOf(index))).filter(
    (word) => !inTitles.includes(word),
  );
  const packed = new Packed();
  packed.words(words, inTitles);
  const known = [...inTitles, ...words].sort();
  return new Map([
    ['titles', joined(head, packIndex(titles))],
    [WORDS, packed.bytes()],
    ...texts.map(({ name, head, index }) => [name, joined(head, packIndex(index, known))] as const),
  ]);
}

const termsOf = ({ terms }: Postings): readonly string[] => [...terms.keys()].sort();

/** Words that stand in two lists or more, ascending. */
function wordsOfSeveral(lists: readonly (readonly string[])[]): readonly string[] {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const word of lists.flat()) (seen.has(word) ? again : seen).add(word);
  return [...again].sort();
}

/** How often each telling word's stem stands in a text. */
type Counts = ReadonlyMap<string, number>;

/** Stem and, where prefixes and typing errors are looked for, the word itself. */
const stemOf = (word: string): string => lunr.stemmer(new lunr.Token(word, {})).toString();
const withStems = (text: string): string[] =>
  wordsOf(text).flatMap((word) => (stemOf(word) === word ? [word] : [word, stemOf(word)]));
/** A name of two words as one, as some write it: "lineending". */
function runTogether(name: string): string[] {
  const words = wordsOf(name);
  return words.length === 2 ? [words.join('')] : [];
}
const isTelling = (word: string): boolean =>
  (lunr.stopWordFilter(new lunr.Token(word, {})) as lunr.Token | undefined) !== undefined;
const stems = (text: string): string[] => wordsOf(text).filter(isTelling).map(stemOf);

/** The stem of a word, `undefined` for one that tells nothing: each word is looked at once. */
function tellingStems(): (word: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (word) => {
    if (!known.has(word)) known.set(word, isTelling(word) ? stemOf(word) : undefined);
    return known.get(word);
  };
}

function titlesIndex(pages: readonly SearchPage[]): Postings {
  return countWords(
    { title: 10, also: 8, headings: 3, description: 4 },
    pages.map(({ kind, title, also = [], headings, description }) => ({
      title: counted([...withStems(title), ...runTogether(title)]),
      also: counted(also.flatMap((name) => [...withStems(name), ...runTogether(name)])),
      headings: counted(withStems(headings.map(({ text }) => text).join(' '))),
      // The sentence of a term is in the glossary's file, which comes right after.
      description: counted(kind === 'term' ? [] : stems(description)),
    })),
  );
}

function counted(words: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function countsOf(text: string, stem: (word: string) => string | undefined): Counts {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) {
    const known = stem(word);
    if (known !== undefined) counts.set(known, (counts.get(known) ?? 0) + 1);
  }
  return counts;
}

function bodyIndex(pages: readonly Counts[], rarity: ReadonlyMap<string, number>): Postings {
  return countWords(
    { body: 1 },
    pages.map((counts) => {
      const weighed = [...counts].map(([word, count]) => {
        const weight = (1 + Math.log(count)) * (rarity.get(word) ?? 0);
        return { word, count: Math.min(count, MOST_COUNTED), weight };
      });
      const best = weighed.sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1));
      return { body: new Map(best.slice(0, BODY_WORDS).map(({ word, count }) => [word, count])) };
    }),
  );
}

/** How rare each word is over all pages: the logarithm of pages by pages that have it. */
function rarityOf(pages: readonly Counts[]): ReadonlyMap<string, number> {
  const having = new Map<string, number>();
  for (const counts of pages)
    for (const word of counts.keys()) having.set(word, (having.get(word) ?? 0) + 1);
  return new Map([...having].map(([word, count]) => [word, Math.log(1 + pages.length / count)]));
}

function joined(head: object, index: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(LENGTH_BYTES + text.length + index.length);
  new DataView(bytes.buffer).setUint32(0, text.length);
  bytes.set(text, LENGTH_BYTES);
  bytes.set(index, LENGTH_BYTES + text.length);
  return bytes;
}
