import { countWords, packIndex, type Postings } from './compact-index.ts';
import { Packed } from './packed.ts';
import { BodyWords } from './body-words.ts';
import { wordsOf } from './fold-word.ts';
import { isTelling, stemOf } from './stem.ts';
import type { FoundPage, PageDetail, SearchPage } from './search-page.ts';

/**
 * Letters of titles, headings and sentences in a file of titles at most: about 9 kB on the wire, which with the box and its
 * worker leaves the first result below 25 kB.
 */
const MOST_LETTERS = 24_000;
/** Bytes to set it apart: a JSON text of this many bytes stands before the index. */
const LENGTH_BYTES = 4;

/** What a file of titles says before its index. */
export interface VolumeHead {
  readonly pages: readonly FoundPage[];
}

/** What the first of them says. */
export interface TitlesHead extends VolumeHead {
  /**
   * A shard for each course, and one for what belongs to none. `title` is what results show; the titles of its pages are in
   * the file `titlesFile(volume)`.
   */
  readonly shards: readonly {
    readonly name: string;
    readonly title: string;
    readonly volume: number;
  }[];
  /** How many pages each file of titles holds: pages are numbered through all of them. */
  readonly volumes: readonly number[];
}

/** What a shard says before its index: details of its pages, in the order of their numbers. */
export interface ShardHead {
  readonly details: readonly PageDetail[];
}

/** The files of the search by name, without their ending. */
export type SearchFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** The name of the shard for what belongs to no course. */
export const GENERAL = 'glossary';
/** The name of the file with the words that shards share. */
export const WORDS = 'words';

/** The name of a file of titles. Names of courses have no dot. */
export const titlesFile = (volume: number): string =>
  volume === 0 ? 'titles' : `titles.${volume}`;

/** The words that a shard is packed with: those of the first titles, of the titles of its own pages, and the shared ones. */
export function wordsOfShard(
  first: readonly string[],
  own: readonly string[],
  shared: readonly string[],
): readonly string[] {
  return [...new Set([...first, ...own, ...shared])].sort();
}

/**
 * Builds the search: `titles` with titles, other names, headings and sentences of courses, of the glossary and of as many
 * courses' pages as it has room for, so that it does not grow with the catalogue; further files of titles for the others; one
 * file a course with the words of its texts; and `words`, which several courses have and `titles` has not, so that each
 * course names them by number.
 *
 * @param courses titles by id, in the order of the catalogue
 * @param mostLetters of titles, headings and sentences in a file of titles; one course is never in two
 */
export function buildSearch(
  pages: readonly SearchPage[],
  courses: ReadonlyMap<string, string>,
  mostLetters = MOST_LETTERS,
): SearchFiles {
  const named = [
    ...[...courses].map(([name, title]) => ({ name, title })),
    { name: GENERAL, title: 'Glossary' },
  ].filter(({ name }) => pages.some((page) => (page.course ?? GENERAL) === name));
  const shardOfName = new Map(named.map(({ name }, shard) => [name, shard]));
  const shardOf = (page: SearchPage): number => shardOfName.get(page.course ?? GENERAL) ?? -1;
  const volumes = volumesOf(pages, shardOf, mostLetters);
  const sorted = volumes.flat();
  const shards = named.map((one, shard) => ({
    ...one,
    volume: volumes.findLastIndex((volume) => volume.some((page) => shardOf(page) === shard)),
  }));
  const found = (page: SearchPage): FoundPage => {
    const { kind, path, title } = page;
    return { kind, path, title, shard: shardOf(page) };
  };
  const titles = volumes.map(titlesIndex);
  const inTitles = titles.map(termsOf);
  const [inFirst = []] = inTitles;
  const bodies = new BodyWords(sorted);
  const texts = shards.map(({ name, volume }, shard) => {
    const own = sorted.filter((page) => shardOf(page) === shard);
    const details = own.map(({ description, headings }) => ({ description, headings }));
    const head: ShardHead = { details };
    const index = countWords(
      { body: 1 },
      own.map((page) => ({ body: bodies.best(page) })),
    );
    return { name, volume, head, index };
  });
  const ofTitles = inTitles.map((own) => new Set([...inFirst, ...own]));
  // Words that the titles of a shard's pages have are known to it without them.
  const words = wordsOfSeveral(
    texts.map(({ volume, index }) => termsOf(index).filter((word) => !ofTitles[volume]?.has(word))),
  ).filter((word) => !ofTitles[0]?.has(word));
  const packed = new Packed();
  packed.words(words, inFirst);
  const known = inTitles.map((own) => wordsOfShard(inFirst, own, words));
  return new Map([
    ...volumes.map((volume, number): [string, Uint8Array<ArrayBuffer>] => {
      const own: VolumeHead = { pages: volume.map(found) };
      const head: VolumeHead | TitlesHead =
        number === 0 ? { shards, volumes: volumes.map(({ length }) => length), ...own } : own;
      const index = packIndex(titles[number] ?? titlesIndex([]), number === 0 ? [] : inFirst);
      return [titlesFile(number), joined(head, index)];
    }),
    [WORDS, packed.bytes()],
    ...texts.map(
      ({ name, volume, head, index }) =>
        [name, joined(head, packIndex(index, known[volume]))] as const,
    ),
  ]);
}

/**
 * Pages by the file of titles that they are in: all courses, which lead to their own; then the glossary; then each course's
 * other pages, which stay together.
 */
function volumesOf(
  pages: readonly SearchPage[],
  shardOf: (page: SearchPage) => number,
  mostLetters: number,
): readonly (readonly SearchPage[])[] {
  const shards = [...new Set(pages.map(shardOf))].sort((a, b) => a - b);
  const others = shards.map((shard) =>
    pages.filter((page) => page.kind !== 'course' && shardOf(page) === shard),
  );
  const isGeneral = (unit: readonly SearchPage[]): boolean => unit[0]?.course === undefined;
  const volumes = [
    pages
      .filter(({ kind }) => kind === 'course')
      .toSorted((one, other) => shardOf(one) - shardOf(other)),
  ];
  let letters = lettersOf(volumes[0] ?? []);
  for (const unit of [...others.filter(isGeneral), ...others.filter((one) => !isGeneral(one))]) {
    const own = lettersOf(unit);
    if (letters + own > mostLetters && letters > 0) {
      volumes.push([]);
      letters = 0;
    }
    volumes.at(-1)?.push(...unit);
    letters += own;
  }
  return volumes;
}

/** Letters of what a file of titles holds of these pages. */
function lettersOf(pages: readonly SearchPage[]): number {
  const texts = pages.flatMap(({ kind, title, also = [], headings, description }) => [
    title,
    ...also,
    ...headings.map(({ text }) => text),
    kind === 'term' ? '' : description,
  ]);
  return texts.reduce((sum, text) => sum + text.length, 0);
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
const withStems = (text: string): string[] =>
  wordsOf(text).flatMap((word) => [...new Set([word, stemOf(word)])]);
/** A name of two words as one, as some write it: "lineending". */
function runTogether(name: string): string[] {
  const words = wordsOf(name);
  return words.length === 2 ? [words.join('')] : [];
}
const stems = (text: string): string[] => wordsOf(text).filter(isTelling).map(stemOf);

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

function joined(head: object, index: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(LENGTH_BYTES + text.length + index.length);
  new DataView(bytes.buffer).setUint32(0, text.length);
  bytes.set(text, LENGTH_BYTES);
  bytes.set(index, LENGTH_BYTES + text.length);
  return bytes;
}
