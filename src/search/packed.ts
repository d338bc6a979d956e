/** Seven bits of a number stand in a byte; the eighth says that more follow. */
const SEVEN = 7;
const MORE = 1 << SEVEN;
/** A word ends here: no word holds it. */
const END = '\n';

/** Numbers, texts and lists of words in a row of bytes, as `Unpacked` reads them. */
export class Packed {
  readonly #out: number[] = [];

  /** A whole number from 0 to 2^31-1. */
  num(value: number): void {
    let left = value;
    while (left >= MORE) {
      this.#out.push((left & (MORE - 1)) | MORE);
      left >>>= SEVEN;
    }
    this.#out.push(left);
  }

  text(value: string): void {
    const bytes = new TextEncoder().encode(value);
    this.num(bytes.length);
    for (const byte of bytes) this.#out.push(byte);
  }

  /** Words, ascending: how much of each is the beginning of the one before, then the rest of all. */
  words(words: readonly string[]): void {
    this.num(words.length);
    const rests = words.map((word, index) => {
      const before = words[index - 1] ?? '';
      let same = 0;
      while (same < before.length && before[same] === word[same]) same += 1;
      this.num(same);
      return word.slice(same);
    });
    this.text(rests.join(END));
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#out);
  }
}

/** Reads what `Packed` wrote, in the same order. */
export class Unpacked {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  num(): number {
    let value = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = this.#bytes[this.#at++] ?? 0;
      value |= (byte & (MORE - 1)) << shift;
      shift += SEVEN;
    } while (byte & MORE);
    return value;
  }

  text(): string {
    const length = this.num();
    this.#at += length;
    return new TextDecoder().decode(this.#bytes.subarray(this.#at - length, this.#at));
  }

  words(): readonly string[] {
    const same = Array.from({ length: this.num() }, () => this.num());
    const rests = this.text().split(END);
    let before = '';
    return same.map((length, index) => (before = before.slice(0, length) + (rests[index] ?? '')));
  }
}
