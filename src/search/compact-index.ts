import lunr from 'lunr';

/**
 * A lunr index in few bytes, and its reader.
 *
 * lunr's own JSON keeps every posting twice and writes scores as text. This form keeps front-coded terms, gap-coded pages
 * and term frequencies, and computes the scores again when a word is asked for, as `lunr.Builder` does. Refs are "0" to
 * "N-1". Terms are found by binary search, so that lunr's set of all terms is only built for a word that is misspelt.
 */
interface Head {
  readonly fields: readonly string[];
  readonly boosts: readonly number[];
  readonly N: number;
  readonly b: number;
  readonly k1: number;
  readonly avg: readonly number[];
}

/** What lunr's builder knows and its types do not say. */
interface BuilderInside {
  readonly invertedIndex: Record<string, Record<string, Record<string, unknown>>>;
  readonly fieldTermFrequencies: Record<string, Record<string, number>>;
  readonly fieldLengths: Record<string, number>;
  readonly averageFieldLength: Record<string, number>;
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

/** Packs the index that a builder holds, after its `build()`. */
export function packIndex(builder: lunr.Builder): Uint8Array<ArrayBuffer> {
  const inside = builder as unknown as BuilderInside;
  const { invertedIndex, fieldTermFrequencies, fieldLengths, averageFieldLength } = inside;
  const fields = Object.keys(inside._fields);
  const terms = Object.keys(invertedIndex).sort();
  const N = inside.documentCount;
  const out: number[] = [];
  const num = (value: number): void => {
    let left = value;
    while (left > 127) {
      out.push((left & 127) | 128);
      left >>>= 7;
    }
    out.push(left);
  };
  const text = (value: string): void => {
    const bytes = new TextEncoder().encode(value);
    num(bytes.length);
    for (const byte of bytes) out.push(byte);
  };
  const head: Head = {
    fields,
    boosts: fields.map((field) => inside._fields[field]?.boost ?? 1),
    N,
    b: inside._b,
    k1: inside._k1,
    avg: fields.map((field) => averageFieldLength[field] ?? 0),
  };
  text(JSON.stringify(head));
  for (const field of fields) {
    for (let page = 0; page < N; page += 1) num(fieldLengths[`${field}/${page}`] ?? 0);
  }
  num(terms.length);
  let before = '';
  for (const term of terms) {
    let same = 0;
    while (same < before.length && before[same] === term[same]) same += 1;
    num(same);
    text(term.slice(same));
    before = term;
  }
  for (const field of fields) {
    for (const term of terms) {
      const pages = Object.keys(invertedIndex[term]?.[field] ?? {}).map(Number);
      pages.sort((a, b) => a - b);
      num(pages.length);
      let last = -1;
      for (const page of pages) {
        const frequency = fieldTermFrequencies[`${field}/${page}`]?.[term] ?? 1;
        num((page - last - 1) * 2 + (frequency > 1 ? 1 : 0));
        if (frequency > 1) num(frequency - 2);
        last = page;
      }
    }
  }
  return Uint8Array.from(out);
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

/** Reads what `packIndex` wrote. */
export function unpackIndex(bytes: Uint8Array): CompactIndex {
  let at = 0;
  const num = (): number => {
    let value = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = bytes[at++] ?? 0;
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte & 128);
    return value;
  };
  const decoder = new TextDecoder();
  const text = (): string => {
    const length = num();
    at += length;
    return decoder.decode(bytes.subarray(at - length, at));
  };
  const head = JSON.parse(text()) as Head;
  const { fields, N, k1, b } = head;
  const lengths = fields.map(() => Uint32Array.from({ length: N }, num));
  const terms: string[] = [];
  let before = '';
  for (let left = num(); left > 0; left -= 1) {
    before = before.slice(0, num()) + text();
    terms.push(before);
  }
  const T = terms.length;
  const start = fields.map(() => new Uint32Array(T));
  const count = fields.map(() => new Uint32Array(T));
  const total = new Uint32Array(T);
  fields.forEach((_, f) => {
    for (let t = 0; t < T; t += 1) {
      const pages = num();
      count[f]?.fill(pages, t, t + 1);
      start[f]?.fill(at, t, t + 1);
      total[t] = (total[t] ?? 0) + pages;
      for (let left = pages; left > 0; left -= 1) if (num() & 1) num();
    }
  });

  const cache = new Map<number, Scores>();
  /** Scores of a term in a field, by page: BM25 as lunr's builder rounds it. */
  const scoresOf = (f: number, t: number): Scores => {
    const known = cache.get(f * T + t);
    if (known) return known;
    const found = new Map<number, number>();
    const all = total[t] ?? 0;
    const idf = Math.log(1 + Math.abs((N - all + 0.5) / (all + 0.5)));
    const weight = idf * (k1 + 1) * (head.boosts[f] ?? 1);
    at = start[f]?.[t] ?? 0;
    let page = -1;
    for (let left = count[f]?.[t] ?? 0; left > 0; left -= 1) {
      const gap = num();
      page += (gap >> 1) + 1;
      const frequency = gap & 1 ? num() + 2 : 1;
      const norm = k1 * (1 - b + b * ((lengths[f]?.[page] ?? 0) / (head.avg[f] || 1)));
      found.set(page, Math.round(((weight * frequency) / (norm + frequency)) * 1000) / 1000);
    }
    if (cache.size > 4000) cache.clear();
    cache.set(f * T + t, found);
    return found;
  };

  const place = new Map<string, number>();
  const placeOf = (term: string): number => {
    if (place.size === 0) terms.forEach((one, t) => place.set(one, t));
    return place.get(term) ?? -1;
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
