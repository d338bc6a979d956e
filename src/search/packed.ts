import { WordCoder } from './word-coder.ts';
import { Expected, RangeReader, RangeWriter } from './range-coder.ts';

/** Bytes before the texts, which say how many these are. */
const LENGTH_BYTES = 4;
/** A word ends here: no word holds it. */
const END = '\n';

/**
 * Numbers, texts and lists of words in a row of bytes, as `Unpacked` reads them: all texts first, as they are, because
 * they are compressed on the wire; then all numbers and words, in as few bits as what came before lets expect.
 */
export class Packed {
  readonly #texts: Uint8Array[] = [];
  readonly #numbers = new RangeWriter();
  readonly #lengths = new Expected();
  readonly #same = new Expected();

  /** A whole number from 0 to 2^31-2, with what is expected of its kind. */
  num(value: number, expected: Expected): void {
    this.#numbers.num(value, expected);
  }

  text(value: string): void {
    const bytes = new TextEncoder().encode(value);
    this.num(bytes.length, this.#lengths);
    this.#texts.push(bytes);
  }

  /**
   * Words, ascending: how much of each is the beginning of the one before, then the rest of all.
   *
   * @param known words that its reader has, from which both learn how words are spelt; where it has none, what compresses
   *   texts on the wire knows better
   */
  words(words: readonly string[], known: readonly string[] = []): void {
    this.num(words.length, this.#lengths);
    const speller = known.length > 0 ? WordCoder.for(known) : undefined;
    const rests: string[] = [];
    for (const [index, word] of words.entries()) {
      const before = words[index - 1] ?? '';
      let same = 0;
      while (same < before.length && before[same] === word[same]) same += 1;
      this.num(same, this.#same);
      if (speller) speller.write(this.#numbers, word, same);
      else rests.push(word.slice(same));
    }
    if (!speller) this.text(rests.join(END));
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const numbers = this.#numbers.bytes();
    const length = this.#texts.reduce((sum, text) => sum + text.length, 0);
    const out = new Uint8Array(LENGTH_BYTES + length + numbers.length);
    new DataView(out.buffer).setUint32(0, length);
    let at = LENGTH_BYTES;
    for (const text of this.#texts) {
      out.set(text, at);
      at += text.length;
    }
    out.set(numbers, at);
    return out;
  }
}

/** Reads what `Packed` wrote, in the same order and with the same expectations. */
export class Unpacked {
  readonly #texts: Uint8Array;
  readonly #numbers: RangeReader;
  readonly #lengths = new Expected();
  readonly #same = new Expected();
  #at = 0;

  constructor(bytes: Uint8Array) {
    const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
    this.#texts = bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length);
    this.#numbers = new RangeReader(bytes.subarray(LENGTH_BYTES + length));
  }

  num(expected: Expected): number {
    return this.#numbers.num(expected);
  }

  text(): string {
    const length = this.num(this.#lengths);
    this.#at += length;
    return new TextDecoder().decode(this.#texts.subarray(this.#at - length, this.#at));
  }

  words(known: readonly string[] = []): readonly string[] {
    const count = this.num(this.#lengths);
    let word = '';
    if (known.length === 0) {
      const same = Array.from({ length: count }, () => this.num(this.#same));
      const rests = this.text().split(END);
      return same.map((length, index) => (word = word.slice(0, length) + (rests[index] ?? '')));
    }
    const speller = WordCoder.for(known);
    return Array.from({ length: count }, () => {
      const start = word.slice(0, this.num(this.#same));
      return (word = speller.read(this.#numbers, start));
    });
  }
}
