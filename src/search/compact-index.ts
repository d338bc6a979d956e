import lunr from 'lunr';
import { Packed, Unpacked } from './packed.ts';
import { Expected } from './range-coder.ts';

/** As lunr's builder has them: how soon a word that stands often counts no more, and how much a long field takes off. */
const [K1, B] = [1.2, 0.75];

/** Which words stand how often in which fields of which pages. Pages are numbers from 0. */
export interface Postings {
  readonly fields: readonly { readonly name: string; readonly boost: number }[];
  readonly pages: number;
  /** By term, then field: pages in ascending order, each with how often it has the term there. */
  readonly terms: ReadonlyMap<string, readonly (readonly (readonly [number, number])[])[]>;
}

/**
 * Counts the words of pages, which are already as they are to be indexed.
 *
 * @param boosts how much a field counts, by its name
 */
export function countWords<Field extends string>(
  boosts: Readonly<Record<Field, number>>,
  pages: readonly Readonly<Record<Field, ReadonlyMap<string, number>>>[],
): Postings {
  const fields = Object.entries<number>(boosts).map(([name, boost]) => ({ name, boost }));
  const terms = new Map<string, [number, number][][]>();
  for (const [page, of] of pages.entries()) {
    for (const [f, { name }] of fields.entries()) {
      for (const [term, count] of of[name as Field]) {
        let ofTerm = terms.get(term);
        if (!ofTerm) terms.set(term, (ofTerm = fields.map(() => [])));
        ofTerm[f]?.push([page, count]);
      }
    }
  }
  return { fields, pages: pages.length, terms };
}

/** lunr's sets of words, as its types leave them out. */
interface TokenSet {
  intersect(other: TokenSet): TokenSet;
  toArray(): string[];
}
const TOKEN_SET = lunr.TokenSet as unknown as {
  fromArray(words: readonly string[]): TokenSet;
  fromFuzzyString(word: string, distance: number): TokenSet;
};

/** What is expected of the numbers of an index, by their kind. */
class Kinds {
  readonly plain = new Expected();
  readonly places = new Expected();
  readonly #counts: Expected[] = [];
  readonly #gaps: Expected[] = [];
  readonly #frequencies: Expected[] = [];

  /** How many pages have a term in a field. */
  count(field: number, isInOthers: boolean): Expected {
    return (this.#counts[2 * field + Number(isInOthers)] ??= new Expected());
  }

  /** How far it is to the next page, when so many are left, and so many of them have the term. */
  gap(field: number, left: number, having: number): Expected {
    return (this.#gaps[32 * field + Math.clz32(Math.floor((4 * left) / having))] ??=
      new Expected());
  }

  /** How often a page has a term that so many pages have. */
  frequency(field: number, having: number): Expected {
    return (this.#frequencies[4 * field + Math.min(having, 4) - 1] ??= new Expected());
  }
}

/**
 * Packs an index into few bytes.
 *
 * lunr's JSON keeps every posting twice and writes scores as text. This form keeps terms, gaps between pages and term
 * frequencies, each number in as few bits as its kind lets expect; scores are computed again when a word is asked for, as
 * `lunr.Builder` does. A term that the reader knows from elsewhere is one number; others are front-coded.
 *
 * @param known words that its reader has, ascending
 */
export function packIndex(
  { fields, pages, terms: postings }: Postings,
  known: readonly string[] = [],
): Uint8Array<ArrayBuffer> {
  const terms = [...postings.keys()].sort();
  const out = new Packed();
  const kinds = new Kinds();
  out.text(JSON.stringify([pages, fields.map(({ name, boost }) => [name, boost])]));
  const places: number[] = [];
  const own: string[] = [];
  let place = 0;
  for (const term of terms) {
    while ((known[place] ?? term) < term) place += 1;
    if (known[place] === term) places.push(place);
    else own.push(term);
  }
  out.num(places.length, kinds.plain);
  for (const [at, known] of places.entries())
    out.num(known - (places[at - 1] ?? -1) - 1, kinds.places);
  out.words(own, known);
  for (const term of terms) {
    let isInOthers = false;
    for (const [f, having] of (postings.get(term) ?? []).entries()) {
      // A term is somewhere: in the last field, when it is in no other.
      const least = f === fields.length - 1 && !isInOthers ? 1 : 0;
      out.num(having.length - least, kinds.count(f, isInOthers));
      isInOthers ||= having.length > 0;
      let last = -1;
      for (const [at, [page]] of having.entries()) {
        out.num(page - last - 1, kinds.gap(f, pages - last - 1, having.length - at));
        last = page;
      }
      for (const [, count] of having) out.num(count - 1, kinds.frequency(f, having.length));
    }
  }
  return out.bytes();
}

/** A packed index that can be asked. */
export interface CompactIndex {
  /** All terms, ascending. */
  readonly terms: readonly string[];
  /** Pages that have one of the terms, with lunr's score, the best first. */
  scores(
    terms: readonly (readonly [term: string, boost: number])[],
  ): readonly (readonly [page: number, score: number])[];
  /** Terms at most `distance` edits away. */
  near(word: string, distance: number): readonly string[];
}

type Scores = ReadonlyMap<number, number>;

/**
 * Reads what `packIndex` wrote. Terms are found by binary search, so that lunr's set of all terms is only built for a word
 * that is misspelt.
 *
 * @param known the words that it was packed with
 */
export function unpackIndex(bytes: Uint8Array, known: readonly string[] = []): CompactIndex {
  const packed = new Unpacked(bytes);
  const kinds = new Kinds();
  const [N, named] = JSON.parse(packed.text()) as [number, [name: string, boost: number][]];
  const fields = named.map(([name]) => name);
  let place = -1;
  const shared = Array.from(
    { length: packed.num(kinds.plain) },
    () => known[(place += packed.num(kinds.places) + 1)] ?? '',
  );
  const terms = [...shared, ...packed.words(known)].sort();
  const T = terms.length;
  // For each term and field, in this order: where its pages begin in the rows of all.
  const starts = [0];
  const pages: number[] = [];
  const frequencies: number[] = [];
  const lengths = fields.map(() => new Uint32Array(N));
  for (let t = 0; t < T; t += 1) {
    let isInOthers = false;
    for (let f = 0; f < fields.length; f += 1) {
      const least = f === fields.length - 1 && !isInOthers ? 1 : 0;
      const count: number = packed.num(kinds.count(f, isInOthers)) + least;
      isInOthers ||= count > 0;
      let page = -1;
      for (let left = count; left > 0; left -= 1)
        pages.push((page += packed.num(kinds.gap(f, N - page - 1, left)) + 1));
      for (let at = pages.length - count; at < pages.length; at += 1) {
        const frequency = packed.num(kinds.frequency(f, count)) + 1;
        frequencies.push(frequency);
        const own = pages[at] ?? 0;
        const ofField = lengths[f];
        if (ofField) ofField[own] = (ofField[own] ?? 0) + frequency;
      }
      starts.push(pages.length);
    }
  }
  const mean = lengths.map((ofField) => ofField.reduce((sum, length) => sum + length, 0) / N || 1);
  const countOf = (f: number, t: number): number => {
    const at = t * fields.length + f;
    return (starts[at + 1] ?? 0) - (starts[at] ?? 0);
  };

  const cache = new Map<number, Scores>();
  /** Scores of a term in a field, by page: BM25 as lunr's builder rounds it. */
  const scoresOf = (f: number, t: number): Scores => {
    const at = t * fields.length + f;
    const cached = cache.get(at);
    if (cached) return cached;
    const found = new Map<number, number>();
    const all = fields.reduce((sum, _, field) => sum + countOf(field, t), 0);
    const idf = Math.log(1 + Math.abs((N - all + 0.5) / (all + 0.5)));
    const weight = idf * (K1 + 1) * (named[f]?.[1] ?? 1);
    for (let one = starts[at] ?? 0; one < (starts[at + 1] ?? 0); one += 1) {
      const [page = 0, frequency = 1] = [pages[one], frequencies[one]];
      const norm = K1 * (1 - B + B * ((lengths[f]?.[page] ?? 0) / (mean[f] ?? 1)));
      found.set(page, Math.round(((weight * frequency) / (norm + frequency)) * 1000) / 1000);
    }
    if (cache.size > 4000) cache.clear();
    cache.set(at, found);
    return found;
  };

  const placeOfTerm = new Map<string, number>();
  const placeOf = (term: string): number => {
    if (placeOfTerm.size === 0) terms.forEach((one, t) => placeOfTerm.set(one, t));
    return placeOfTerm.get(term) ?? -1;
  };
  // lunr's index asks for whole vectors of pages; each is given only the terms that the running query has touched.
  const touched = fields.map(() => new Map<number, Scores>());
  const fieldVectors: Record<string, unknown> = {};
  fields.forEach((name, f) => {
    for (let page = 0; page < N; page += 1) {
      fieldVectors[`${name}/${page}`] = {
        get elements() {
          const elements: number[] = [];
          for (const [t, scores] of [...(touched[f] ?? [])].sort(([a], [c]) => a - c)) {
            const score = scores.get(page);
            if (score !== undefined) elements.push(t, score);
          }
          return elements;
        },
      };
    }
  });
  const invertedIndex = new Proxy(
    {},
    {
      get(_, term) {
        const t = typeof term === 'string' ? placeOf(term) : -1;
        if (t < 0) return undefined;
        const posting: Record<string, unknown> = { _index: t };
        fields.forEach((name, f) => {
          const scores = scoresOf(f, t);
          touched[f]?.set(t, scores);
          posting[name] = Object.fromEntries([...scores.keys()].map((page) => [page, {}]));
        });
        return posting;
      },
    },
  );
  let all: TokenSet | undefined;
  const tokenSet = (): TokenSet => (all ??= TOKEN_SET.fromArray([...terms]));
  const index = new lunr.Index({
    fields: [...fields],
    fieldVectors,
    invertedIndex,
    // Every clause below is one plain term that the index has.
    tokenSet: { intersect: (other: TokenSet) => other },
    pipeline: new lunr.Pipeline(),
  } as unknown as ConstructorParameters<typeof lunr.Index>[0]);

  return {
    terms,
    scores(asked) {
      const known = asked.filter(([term]) => placeOf(term) >= 0);
      if (known.length === 0) return [];
      for (const scores of touched) scores.clear();
      const found = index.query((query) => {
        for (const [term, boost] of known) query.term(term, { boost, usePipeline: false });
      });
      return found.map(({ ref, score }) => [Number(ref), score]);
    },
    near(word, distance) {
      return tokenSet().intersect(TOKEN_SET.fromFuzzyString(word, distance)).toArray();
    },
  };
}
