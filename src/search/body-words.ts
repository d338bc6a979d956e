import { namesIn, wordsOfName } from './fold-word.ts';
import { isTelling, stemOf } from './stem.ts';
import type { SearchPage } from './search-page.ts';

/** Words of a text that stand for it in the full-text index: those that are frequent in it and rare elsewhere. */
const BODY_WORDS = 89;
/** A word that a text has more often counts as one that it has so often. */
const MOST_COUNTED = 5;

/** The stems of a text by their numbers, and how often each stands in it. */
interface Counts {
  readonly stems: readonly number[];
  readonly times: readonly number[];
}

/**
 * The telling words of texts, as stems. Every stem is a number, and each name of `namesIn` is looked at once, however many
 * texts have it: a large catalogue has millions of them.
 */
export class BodyWords {
  readonly #stems: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #ofName = new Map<string, readonly number[]>();
  readonly #ofPage: ReadonlyMap<SearchPage, Counts>;
  /** By stem: the logarithm of all pages by pages that have it. */
  readonly #rarity: readonly number[];

  constructor(pages: readonly SearchPage[]) {
    const times: number[] = [];
    this.#ofPage = new Map(pages.map((page) => [page, this.#count(page.body, times)]));
    const having = this.#stems.map(() => 0);
    for (const { stems } of this.#ofPage.values())
      for (const stem of stems) having[stem] = (having[stem] ?? 0) + 1;
    this.#rarity = having.map((count) => Math.log(1 + pages.length / count));
  }

  /** Stems that stand for the text of a page, with how often it has each. */
  best(page: SearchPage): ReadonlyMap<string, number> {
    const { stems, times } = this.#ofPage.get(page) ?? { stems: [], times: [] };
    const weights = stems.map(
      (stem, at) => (1 + Math.log(times[at] ?? 0)) * (this.#rarity[stem] ?? 0),
    );
    const least = Float64Array.from(weights).sort().at(-BODY_WORDS) ?? 0;
    const chosen = stems.flatMap((stem, at) => {
      const weight = weights[at] ?? 0;
      if (weight < least) return [];
      return [{ word: this.#stems[stem] ?? '', count: times[at] ?? 0, weight }];
    });
    return new Map(
      chosen
        .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
        .slice(0, BODY_WORDS)
        .map(({ word, count }) => [word, Math.min(count, MOST_COUNTED)]),
    );
  }

  /** @param times of every stem, all 0: it is so again afterwards */
  #count(text: string, times: number[]): Counts {
    const stems: number[] = [];
    for (const name of namesIn(text)) {
      for (const stem of this.#stemsOf(name)) {
        const before = times[stem] ?? 0;
        if (before === 0) stems.push(stem);
        times[stem] = before + 1;
      }
    }
    const own = stems.map((stem) => times[stem] ?? 0);
    for (const stem of stems) times[stem] = 0;
    return { stems, times: own };
  }

  #stemsOf(name: string): readonly number[] {
    let found = this.#ofName.get(name);
    if (!found) {
      found = wordsOfName(name)
        .filter(isTelling)
        .map((word) => this.#numberOf(stemOf(word)));
      this.#ofName.set(name, found);
    }
    return found;
  }

  #numberOf(stem: string): number {
    let number = this.#numbers.get(stem);
    if (number === undefined) this.#numbers.set(stem, (number = this.#stems.push(stem) - 1));
    return number;
  }
}
