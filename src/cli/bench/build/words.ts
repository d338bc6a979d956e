import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '#harborlight';

const CONTENT = join(import.meta.dirname, '../../../../content');
/** Of a course's words, how many are of its own matter, and how many words that matter has. */
const OF_ITS_MATTER = 0.3;
const MATTER = 500;
/** Of all words, how many are names that nobody else uses: files, people, products. */
const NAMES = 0.012;

/**
 * A writer of text without sense in which words come as often as in the site's own lessons: few are frequent, most are rare,
 * each course has some that are its own, and names grow in number with the corpus, as in any text.
 */
export class Words {
  readonly #random: Random;
  readonly #matter: readonly string[];

  constructor(seed: string) {
    this.#random = new Random(seed);
    this.#matter = Array.from({ length: MATTER }, () => this.#pick(vocabulary().rare));
  }

  /** From 0 to below 1. */
  #draw(): number {
    return this.#random.u32() / 2 ** 32;
  }

  #pick(from: readonly string[]): string {
    return from[Math.floor(from.length * this.#draw())] ?? 'word';
  }

  word(): string {
    const draw = this.#draw();
    if (draw < NAMES) return `${this.#pick(vocabulary().rare)}${this.#pick(vocabulary().rare)}`;
    if (draw < NAMES + OF_ITS_MATTER) {
      // A power of an even draw: the first words come often, the last ones seldom.
      return this.#matter[Math.floor(MATTER * this.#draw() ** 3)] ?? 'word';
    }
    return this.#pick(vocabulary().telling);
  }

  phrase(length: number): string {
    return Array.from({ length }, () =>
      this.#draw() < 0.45 ? this.#pick(vocabulary().small) : this.word(),
    ).join(' ');
  }

  title(): string {
    const text = `${this.word()} ${this.phrase(2)} ${this.word()}`;
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  sentence(): string {
    const text = this.phrase(8 + Math.floor(10 * this.#draw()));
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  }

  paragraph(): string {
    return Array.from({ length: 5 }, () => this.sentence()).join(' ');
  }
}

interface Vocabulary {
  /** Running text, so that a draw from it has the frequencies of the text: short words, and all others. */
  readonly small: readonly string[];
  readonly telling: readonly string[];
  /** Each word once, without the frequent ones. */
  readonly rare: readonly string[];
}

let known: Vocabulary | undefined;

/** Words of the site's own lessons. */
function vocabulary(): Vocabulary {
  if (known) return known;
  const counts = new Map<string, number>();
  const text: string[] = [];
  for (const file of readdirSync(CONTENT, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('.mdx')) continue;
    const prose = readFileSync(join(CONTENT, file), 'utf8').replace(
      /^---[\s\S]*?\n---|<[^>]*>/g,
      '',
    );
    for (const word of prose.toLowerCase().match(/\b[a-z]{2,14}\b/g) ?? []) {
      text.push(word);
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const often = 40;
  known = {
    small: text.filter((word) => word.length < 4),
    telling: text.filter((word) => word.length >= 4),
    rare: [...counts]
      .filter(([word, count]) => count < often && word.length >= 4)
      .map(([word]) => word),
  };
  return known;
}
