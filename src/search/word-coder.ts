import { Expected, type RangeReader, type RangeWriter } from './range-coder.ts';

/** Letters and digits, the frequent ones first: a small number takes few bits. */
const ALPHABET = 'etaoinsrlcdhumpgbyfvwkxzjq0123456789';
/** What ends a word, and what stands for a character that is none of these. */
const [END, OTHER] = [0, ALPHABET.length + 1];
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

  readonly #after = new Map<string, Expected>();
  readonly #others = new Expected();

  /** @param known words that writer and reader have */
  private constructor(known: readonly string[]) {
    const step = Math.max(1, known.length / LEARNT_FROM);
    const words: string[] = [];
    for (let at = 0; at < known.length; at += step) words.push(known[Math.floor(at)] ?? '');
    // Most runs are seen once or twice, which tells nothing: what follows them is not kept.
    const seen = new Map<string, number>();
    eachLetter(words, (before) => seen.set(before, (seen.get(before) ?? 0) + 1));
    this.#after.set('', new Expected(ALL_BITS));
    for (const [before, times] of seen) {
      if (times >= ENOUGH && before !== '') this.#after.set(before, new Expected(ALL_BITS));
    }
    eachLetter(words, (before, symbol) => this.#after.get(before)?.saw(symbol));
    for (const expected of [...this.#after.values(), this.#others]) expected.settle();
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
    for (let length = Math.min(LONGEST, place); length > 0; length -= 1) {
      const known = this.#after.get(word.slice(place - length, place));
      if (known) return known;
    }
    return this.#after.get('') ?? this.#others;
  }
}

/** Every letter of the words, and the end of each, behind every run of letters before it. */
function eachLetter(
  words: readonly string[],
  take: (before: string, symbol: number) => void,
): void {
  for (const word of words) {
    for (let place = 0; place <= word.length; place += 1) {
      const symbol = symbolOf(word.charAt(place));
      for (let length = 0; length <= Math.min(LONGEST, place); length += 1)
        take(word.slice(place - length, place), symbol);
    }
  }
}

function symbolOf(letter: string): number {
  if (letter === '') return END;
  const at = ALPHABET.indexOf(letter);
  return at < 0 ? OTHER : at + 1;
}
