import { fnv1a } from './fnv1a.ts';

/** What may be drawn, with weights in per mille that sum to 1,000. */
export type Weighted<T> = readonly (readonly [value: T, permille: number])[];

/**
 * The generator that all of Harborlight's data is drawn from: mulberry32, integers only.
 *
 * The same seed gives the same draws here and in the Python of `curriculum.md` 3.2, of which this is the port.
 */
export class Random {
  #state: number;

  /** @param seed a number (its low 32 bits count) or words, hashed by `fnv1a` */
  constructor(seed: number | string) {
    this.#state = (typeof seed === 'string' ? fnv1a(seed) : seed) >>> 0;
  }

  /** 0 to 2³² − 1. */
  u32(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** 0 to `n` − 1. */
  below(n: number): number {
    return this.u32() % n;
  }

  permille(): number {
    return this.below(1000);
  }

  pick<T>(choices: Weighted<T>): T {
    const drawn = this.permille();
    let sum = 0;
    for (const [value, permille] of choices) {
      sum += permille;
      if (drawn < sum) return value;
    }
    throw new RangeError(`The weights sum to ${sum}, not to 1000.`);
  }

  /** About normal, with mean 0 and standard deviation 1,000. */
  bell(): number {
    let sum = -6000;
    for (let i = 0; i < 12; i++) sum += this.below(1001);
    return sum;
  }

  /** The same items in a drawn order; `items` is not changed. */
  shuffled<T>(items: readonly T[]): T[] {
    const left = [...items];
    const order: T[] = [];
    while (left.length > 0) order.push(...left.splice(this.below(left.length), 1));
    return order;
  }

  bytes(count: number): Uint8Array {
    const bytes = new Uint8Array(count);
    for (let i = 0; i < count; i++) bytes[i] = this.u32() >>> 24;
    return bytes;
  }
}
