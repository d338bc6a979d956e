import lunr from 'lunr';
import { Packed, Unpacked } from './packed.ts';

/**
 * A lunr index in few bytes, and its reader.
 *
 * lunr's own JSON keeps every posting twice and writes scores as text. This form keeps terms, gap-coded pages and term
 * frequencies, each kind of number in a row of its own, and computes the scores again when a word is asked for, as
 * `lunr.Builder` does. A term that the reader knows from elsewhere is one number; others are front-coded. Refs are "0" to
 * "N-1". Terms are found by binary search, so that lunr's set of all terms is only built for a word that is misspelt.
 */
interface Head {
  readonly fields: readonly string[];
  readonly boosts: readonly number[];
  readonly N: number;
  readonly b: number;
  readonly k1: number;
}

/** What lunr's builder knows and its types do not say. */
interface BuilderInside {
  readonly invertedIndex: Record<string, Record<string, Record<string, unknown>>>;
  readonly fieldTermFrequencies: Record<string, Record<string, number>>;
  readonly fieldLengths: Record<string, number>;
  readonly documentCount: number;
  readonly _fields: Record<string, { readonly boost?: number }>;
  readonly _b: number;
  readonly _k1: number;
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

/**
 * Packs the index that a builder holds, after its `build()`.
 *
 * @param known words that its reader has, ascending
 */
export function packIndex(
  builder: lunr.Builder,
  known: readonly string[] = [],
): Uint8Array<ArrayBuffer> {
  const inside = builder as unknown as BuilderInside;
  const { invertedIndex, fieldTermFrequencies, fieldLengths } = inside;
  const fields = Object.keys(inside._fields);
  const terms = Object.keys(invertedIndex).sort();
  const N = inside.documentCount;
  const head: Head = {
    fields,
    boosts: fields.map((field) => inside._fields[field]?.boost ?? 1),
    N,
    b: inside._b,
    k1: inside._k1,
  };
  const out = new Packed();
  out.text(JSON.stringify(head));
  for (const field of fields) {
    for (let page = 0; page < N; page += 1) out.num(fieldLengths[`${field}/${page}`] ?? 0);
  }
  const places = new Map(known.map((word, place) => [word, place]));
  const own = terms.filter((term) => !places.has(term));
  out.num(terms.length - own.length);
  let before = -1;
  for (const term of terms) {
    const place = places.get(term);
    if (place === undefined) continue;
    out.num(place - before - 1);
    before = place;
  }
  out.words(own);
  const pagesOf = fields.map((field) =>
    terms.map((term) =>
      Object.keys(invertedIndex[term]?.[field] ?? {})
        .map(Number)
        .sort((a, b) => a - b),
    ),
  );
  for (const ofField of pagesOf) for (const pages of ofField) out.num(pages.length);
  for (const pages of pagesOf.flat()) {
    let last = -1;
    for (const page of pages) {
      out.num(page - last - 1);
      last = page;
    }
  }
  pagesOf.forEach((ofField, f) => {
    ofField.forEach((pages, t) => {
      for (const page of pages)
        out.num((fieldTermFrequencies[`${fields[f]}/${page}`]?.[terms[t] ?? ''] ?? 1) - 1);
    });
  });
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
 * Reads what `packIndex` wrote.
 *
 * @param known the words that it was packed with
 */
export function unpackIndex(bytes: Uint8Array, known: readonly string[] = []): CompactIndex {
  const packed = new Unpacked(bytes);
  const num = (): number => packed.num();
  const head = JSON.parse(packed.text()) as Head;
  const { fields, N, k1, b } = head;
  const lengths = fields.map(() => Uint32Array.from({ length: N }, num));
  const mean = lengths.map((ofField) => ofField.reduce((sum, length) => sum + length, 0) / N || 1);
  let place = -1;
  const shared = Array.from({ length: num() }, () => known[(place += num() + 1)] ?? '');
  const terms = [...shared, ...packed.words()].sort();
  const T = terms.length;
  // For each field and term, in this order: how many pages have it, and where they begin in the rows of all.
  const counts = Uint32Array.from({ length: fields.length * T }, num);
  const starts = new Uint32Array(counts.length + 1);
  counts.forEach((count, at) => {
    starts[at + 1] = (starts[at] ?? 0) + count;
  });
  const pages = new Uint32Array(starts.at(-1) ?? 0);
  counts.forEach((count, at) => {
    let page = -1;
    for (let left = 0; left < count; left += 1) pages[(starts[at] ?? 0) + left] = page += num() + 1;
  });
  const frequencies = pages.map(() => num() + 1);

  const cache = new Map<number, Scores>();
  /** Scores of a term in a field, by page: BM25 as lunr's builder rounds it. */
  const scoresOf = (f: number, t: number): Scores => {
    const at = f * T + t;
    const cached = cache.get(at);
    if (cached) return cached;
    const found = new Map<number, number>();
    const all = fields.reduce((sum, _, field) => sum + (counts[field * T + t] ?? 0), 0);
    const idf = Math.log(1 + Math.abs((N - all + 0.5) / (all + 0.5)));
    const weight = idf * (k1 + 1) * (head.boosts[f] ?? 1);
    for (let one = starts[at] ?? 0; one < (starts[at + 1] ?? 0); one += 1) {
      const [page = 0, frequency = 1] = [pages[one], frequencies[one]];
      const norm = k1 * (1 - b + b * ((lengths[f]?.[page] ?? 0) / (mean[f] ?? 1)));
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
