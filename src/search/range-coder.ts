/** Probabilities are of 16 bits; what is left of a range after a split is never nothing. */
const ONE = 1 << 16;
const LEAST = 32;
/** A range below this is widened by a byte. */
const NARROW = 2 ** 24;
const WORD = 2 ** 32;
/** A chance follows what it sees, quickly at first: the n-th bit moves it by 1/(n + 1.75), later ones by this part. */
const SLOWEST = 100;
/** A chance that has seen so many bits stays as it is. */
const SETTLED = Infinity;

/**
 * What is expected of a kind of number: how often it had so many bits, and how these began. Writer and reader learn the same
 * from the same numbers, so that nothing of it is stored.
 */
export class Expected {
  /** So many bits of a number below its highest one are told by how often they were so; the rest are as good as random. */
  readonly learned: number;
  #first = 0;
  /** By place: places lie far from each other. */
  readonly #chances = new Map<number, { zero: number; seen: number }>();

  constructor(learned = 2) {
    this.learned = learned;
  }

  /** Learns from a number that both sides know. */
  saw(value: number): void {
    codeNumber(onlyLearn, this, value);
  }

  at(place: number): { zero: number; seen: number } {
    let chance = this.#chances.get(place);
    if (!chance) this.#chances.set(place, (chance = { zero: ONE >> 1, seen: this.#first }));
    return chance;
  }

  /** Learns no more from now on: it can be shared by many readers. */
  settle(): void {
    this.#first = SETTLED;
    for (const chance of this.#chances.values()) chance.seen = SETTLED;
  }
}

type Chance = ReturnType<Expected['at']>;

function learn(chance: Chance, bit: number): void {
  if (chance.seen === SETTLED) return;
  const rate = Math.min(chance.seen + 1.75, SLOWEST);
  chance.seen += 1;
  const goal = bit === 0 ? ONE - LEAST : LEAST;
  chance.zero += Math.trunc((goal - chance.zero) / rate);
}

/** Codes one bit: a writer is told it, a reader tells it. `undefined` for an even chance. */
type CodeBit = (chance: Chance | undefined, bit: number) => number;

const onlyLearn: CodeBit = (chance, bit) => {
  if (chance) learn(chance, bit);
  return bit;
};

/** A number as the count of its bits, then the bits below the highest one. The same steps write and read it. */
function codeNumber(code: CodeBit, expected: Expected, value: number): number {
  const wanted = 32 - Math.clz32(value + 1);
  let bits = 1;
  while (code(expected.at(bits), bits < wanted ? 1 : 0) === 1) bits += 1;
  let read = 1;
  for (let left = bits - 2; left >= 0; left -= 1) {
    const isLearned = bits - 2 - left < expected.learned;
    const bit = ((value + 1) >>> left) & 1;
    read = read * 2 + code(isLearned ? expected.at(bits * 64 + read) : undefined, bit);
  }
  return read - 1;
}

/** Writes numbers, each in as few bits as it is expected; after G. N. N. Martin's range encoding. */
export class RangeWriter {
  readonly #out: number[] = [];
  #low = 0;
  #range = WORD - 1;

  /** @param value a whole number from 0 to 2^31-2 */
  num(value: number, expected: Expected): void {
    codeNumber(this.#bit, expected, value);
  }

  readonly #bit: CodeBit = (chance, bit) => {
    const split = chance
      ? Math.floor(this.#range / ONE) * chance.zero
      : Math.floor(this.#range / 2);
    if (bit === 0) this.#range = split;
    else {
      this.#low += split;
      this.#range -= split;
      if (this.#low >= WORD) this.#carry();
    }
    if (chance) learn(chance, bit);
    while (this.#range < NARROW) {
      this.#range *= 256;
      this.#put();
    }
    return bit;
  };

  #carry(): void {
    this.#low -= WORD;
    let at = this.#out.length - 1;
    while (this.#out[at] === 255) this.#out[at--] = 0;
    this.#out[at] = (this.#out[at] ?? 0) + 1;
  }

  #put(): void {
    this.#out.push(Math.floor(this.#low / NARROW));
    this.#low = (this.#low % NARROW) * 256;
  }

  bytes(): readonly number[] {
    const end = new RangeWriter();
    for (const byte of this.#out) end.#out.push(byte);
    end.#low = this.#low;
    for (let left = 4; left > 0; left -= 1) end.#put();
    // What a reader finds beyond the end are zeros.
    while (end.#out.at(-1) === 0) end.#out.pop();
    return end.#out;
  }
}

/** Reads what `RangeWriter` wrote, with the same expectations in the same order. */
export class RangeReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  /** How far what was written lies above the range's lower end. */
  #above = 0;
  #range = WORD - 1;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    for (let left = 4; left > 0; left -= 1) this.#above = this.#above * 256 + this.#next();
  }

  num(expected: Expected): number {
    return codeNumber(this.#bit, expected, 0);
  }

  readonly #bit: CodeBit = (chance) => {
    const split = chance
      ? Math.floor(this.#range / ONE) * chance.zero
      : Math.floor(this.#range / 2);
    const bit = this.#above < split ? 0 : 1;
    if (bit === 0) this.#range = split;
    else {
      this.#above -= split;
      this.#range -= split;
    }
    if (chance) learn(chance, bit);
    while (this.#range < NARROW) {
      this.#range *= 256;
      this.#above = this.#above * 256 + this.#next();
    }
    return bit;
  };

  #next(): number {
    return this.#bytes[this.#at++] ?? 0;
  }
}
