import { Expected, type RangeReader, type RangeWriter } from './range-coder.ts';

/** Letters and digits, the frequent ones first: a small number takes few bits. */
const ALPHABET = 'etaoinsrlcdhumpgbyfvwkxzjq0123456789';
/** What ends a word, and what stands for a character that is none of these. */
const [END, OTHER] = [0, ALPHABET.length + 1];
const SYMBOLS: ReadonlyMap<string, number> = new Map(
  Array.from(ALPHABET, (letter, index) => [letter, index + 1]),
);
/** A run of letters is one number, with so many bits for each. No letter is 0, so that longer runs are other numbers. */
const LETTER_BITS = 6;
/** Every bit of a letter is told by how often it was so. */
const ALL_BITS = 5;
/** Of the words that the reader knows, so many are looked at: enough to learn how words are spelt. */
const LEARNT_FROM = 4000;
/** Letters that are looked back on at most, and how often a run of them must have been seen to be believed. */
const [LONGEST, ENOUGH] = [4, 3];

/**
 * Writes and reads words that nobody knows yet, letter by letter, each in as few bits as the two before it let expect. How
 * words are spelt is learnt from those that both sides know already.
 */
export class WordCoder {
  static readonly #made = new WeakMap<readonly string[], WordCoder>();

  /** The coder for a list of known words: files that share the list share the coder, which learns once. */
  static for(known: readonly string[]): WordCoder {
    let coder = this.#made.get(known);
    if (!coder) this.#made.set(known, (coder = new WordCoder(known)));
    return coder;
  }

  readonly #first = new Expected(ALL_BITS);
  /** By the run of letters before it. */
  readonly #after = new Map<number, Expected>();
  readonly #others = new Expected();

  /** @param known words that writer and reader have */
  private constructor(known: readonly string[]) {
    const step = Math.max(1, known.length / LEARNT_FROM);
    const words: string[] = [];
    for (let at = 0; at < known.length; at += step) words.push(known[Math.floor(at)] ?? '');
    const { runs, times, order } = runsIn(words);
    // Most runs are seen once or twice, which tells nothing: what follows them is not kept.
    const expected = times.map((seen) => (seen >= ENOUGH ? new Expected(ALL_BITS) : undefined));
    for (let at = 0; at < order.length; at += 2) {
      const [run = 0, symbol = 0] = [order[at], order[at + 1]];
      (run < 0 ? this.#first : expected[run])?.saw(symbol);
    }
    for (const [run, number] of runs) {
      const known = expected[number];
      if (known) this.#after.set(run, known);
    }
    for (const one of [...this.#after.values(), this.#first, this.#others]) one.settle();
  }

  /** @param same how many of its first letters the reader knows */
  write(to: RangeWriter, word: string, same: number): void {
    for (let place = same; place <= word.length; place += 1) {
      const letter = word.charAt(place);
      to.num(symbolOf(letter), this.#expected(word, place));
      if (symbolOf(letter) === OTHER) to.num(letter.charCodeAt(0), this.#others);
    }
  }

  /** @param start the first letters, which the reader knows */
  read(from: RangeReader, start: string): string {
    let word = start;
    for (;;) {
      const symbol = from.num(this.#expected(word, word.length));
      if (symbol === END) return word;
      word +=
        symbol === OTHER
          ? String.fromCharCode(from.num(this.#others))
          : ALPHABET.charAt(symbol - 1);
    }
  }

  /** What follows the longest run of letters before a place that was seen often enough to tell. */
  #expected(word: string, place: number): Expected {
    const longest = Math.min(LONGEST, place);
    let run = 0;
    for (let at = place - longest; at < place; at += 1)
      run = (run << LETTER_BITS) | symbolOf(word.charAt(at));
    for (let length = longest; length > 0; length -= 1) {
      const known = this.#after.get(run & ((1 << (LETTER_BITS * length)) - 1));
      if (known) return known;
    }
    return this.#first;
  }
}

interface Runs {
  /** The number of each run of letters that some letter stands behind. */
  readonly runs: ReadonlyMap<number, number>;
  /** How often each was seen, by its number. */
  readonly times: readonly number[];
  /** Every letter of the words, and the end of each, behind every run before it: the run's number, -1 for none, and the symbol. */
  readonly order: readonly number[];
}

function runsIn(words: readonly string[]): Runs {
  const runs = new Map<number, number>();
  const times: number[] = [];
  const order: number[] = [];
  for (const word of words) {
    let before = 0;
    for (let place = 0; place <= word.length; place += 1) {
      const symbol = symbolOf(word.charAt(place));
      order.push(-1, symbol);
      for (let length = 1; length <= Math.min(LONGEST, place); length += 1) {
        const run = before & ((1 << (LETTER_BITS * length)) - 1);
        let number = runs.get(run);
        if (number === undefined) runs.set(run, (number = times.push(0) - 1));
        times[number] = (times[number] ?? 0) + 1;
        order.push(number, symbol);
      }
      before = (before << LETTER_BITS) | symbol;
    }
  }
  return { runs, times, order };
}

const symbolOf = (letter: string): number => (letter === '' ? END : (SYMBOLS.get(letter) ?? OTHER));
