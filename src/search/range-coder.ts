/** Probabilities are of 16 bits; what is left of a range after a split is never nothing. */
const ONE = 1 << 16;
const EVEN = ONE >> 1;
const LEAST = 32;
/** A range below this is widened by a byte. */
const NARROW = 2 ** 24;
const WORD = 2 ** 32;
/** A chance follows what it sees, quickly at first: the n-th bit moves it by 1/(n + 1.75), later ones by this part. */
const SLOWEST = 100;
/** How many bits a chance has seen stands in so many bits, and is counted no further than it makes a difference. */
const [SEEN_BITS, MOST_SEEN] = [7, 99];
/** Room for as many chances as most kinds of numbers have. */
const ROOM = 64;
/** The place of a bit that is as good as random. */
const RANDOM = -1;

/**
 * What is expected of a kind of number: how often it had so many bits, and how these began. Writer and reader learn the same
 * from the same numbers, so that nothing of it is stored.
 */
export class Expected {
  /** So many bits of a number below its highest one are told by how often they were so; the rest are as good as random. */
  readonly learned: number;
  #isSettled = false;
  /** By place: how likely a 0 is there, above how many bits were seen there. 0 where none was. */
  #chances = new Uint32Array(ROOM);

  constructor(learned = 2) {
    this.learned = learned;
  }

  /** Learns from a number that both sides know. */
  saw(value: number): void {
    codeNumber(onlyLearn, this, value);
  }

  /** How likely a 0 is at a place, of `ONE`. */
  zeroAt(place: number): number {
    return (this.#chances[place] ?? 0) >> SEEN_BITS || EVEN;
  }

  learn(place: number, bit: number): void {
    if (this.#isSettled) return;
    if (place >= this.#chances.length) {
      const more = new Uint32Array(place + ROOM);
      more.set(this.#chances);
      this.#chances = more;
    }
    const seen = (this.#chances[place] ?? 0) & ((1 << SEEN_BITS) - 1);
    const zero = this.zeroAt(place);
    const goal = bit === 0 ? ONE - LEAST : LEAST;
    const next = zero + Math.trunc((goal - zero) / Math.min(seen + 1.75, SLOWEST));
    this.#chances[place] = (next << SEEN_BITS) | Math.min(seen + 1, MOST_SEEN);
  }

  /** Learns no more from now on: it can be shared by many readers. */
  settle(): void {
    this.#isSettled = true;
  }
}

/** Codes one bit: a writer is told it, a reader tells it. */
type CodeBit = (expected: Expected, place: number, bit: number) => number;

const onlyLearn: CodeBit = (expected, place, bit) => {
  if (place !== RANDOM) expected.learn(place, bit);
  return bit;
};

/** A number as the count of its bits, then the bits below the highest one. The same steps write and read it. */
function codeNumber(code: CodeBit, expected: Expected, value: number): number {
  const { learned } = expected;
  const wanted = 32 - Math.clz32(value + 1);
  let bits = 1;
  while (code(expected, blockOf(bits, learned), bits < wanted ? 1 : 0) === 1) bits += 1;
  const block = blockOf(bits, learned);
  let read = 1;
  for (let left = bits - 2; left >= 0; left -= 1) {
    const isLearned = bits - 2 - left < learned;
    const bit = ((value + 1) >>> left) & 1;
    read = read * 2 + code(expected, isLearned ? block + read : RANDOM, bit);
  }
  return read - 1;
}

/** Where the places of numbers of so many bits begin: first whether there are more bits, then what they begin with. */
const blockOf = (bits: number, learned: number): number =>
  bits <= learned ? 1 << (bits - 1) : (bits - learned) << learned;

/** How much of a range a 0 takes. */
const splitOf = (range: number, expected: Expected, place: number): number =>
  place === RANDOM ? Math.floor(range / 2) : Math.floor(range / ONE) * expected.zeroAt(place);

/** Writes numbers, each in as few bits as it is expected; after G. N. N. Martin's range encoding. */
export class RangeWriter {
  readonly #out: number[] = [];
  #low = 0;
  #range = WORD - 1;

  /** @param value a whole number from 0 to 2^31-2 */
  num(value: number, expected: Expected): void {
    codeNumber(this.#bit, expected, value);
  }

  readonly #bit: CodeBit = (expected, place, bit) => {
    const split = splitOf(this.#range, expected, place);
    if (bit === 0) this.#range = split;
    else {
      this.#low += split;
      this.#range -= split;
      if (this.#low >= WORD) this.#carry();
    }
    onlyLearn(expected, place, bit);
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

  readonly #bit: CodeBit = (expected, place) => {
    const split = splitOf(this.#range, expected, place);
    const bit = this.#above < split ? 0 : 1;
    if (bit === 0) this.#range = split;
    else {
      this.#above -= split;
      this.#range -= split;
    }
    onlyLearn(expected, place, bit);
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
