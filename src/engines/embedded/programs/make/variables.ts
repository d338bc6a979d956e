/** A variable of a makefile. */
export interface Variable {
  /** Expanded already when `isSimple`. */
  readonly value: string;
  readonly isSimple: boolean;
  readonly origin: 'default' | 'environment' | 'file' | 'command line' | 'override' | 'automatic';
}

/** Variables that one place sees: its own, then those around it. */
export class Scope {
  readonly #own = new Map<string, Variable>();
  readonly #around: Scope | undefined;

  constructor(around?: Scope) {
    this.#around = around;
  }

  get(name: string): Variable | undefined {
    return this.#own.get(name) ?? this.#around?.get(name);
  }

  set(name: string, variable: Variable): void {
    this.#own.set(name, variable);
  }

  delete(name: string): void {
    this.#own.delete(name);
  }

  automatic(values: Readonly<Record<string, string>>): this {
    for (const [name, value] of Object.entries(values)) {
      this.set(name, { value, isSimple: true, origin: 'automatic' });
    }
    return this;
  }

  names(): string[] {
    return [...new Set([...(this.#around?.names() ?? []), ...this.#own.keys()])];
  }
}

/** What is wrong with a makefile or a goal; the text is what make says, without its line end. */
export class MakeFault extends Error {}

/** Where a line of a makefile stands. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export const placed = ({ file, line }: Place, words: string): MakeFault =>
  new MakeFault(`${file}:${line}: *** ${words}.  Stop.`);

export const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** The part of `word` that `%` stands for in `pattern`; `undefined` when it does not match. */
export function stemOf(pattern: string, word: string): string | undefined {
  const at = pattern.indexOf('%');
  if (at < 0) return pattern === word ? '' : undefined;
  const before = pattern.slice(0, at);
  const after = pattern.slice(at + 1);
  const fits =
    word.length >= before.length + after.length && word.startsWith(before) && word.endsWith(after);
  return fits ? word.slice(before.length, word.length - after.length) : undefined;
}

/** `patsubst` */
export function substitute(pattern: string, replacement: string, word: string): string {
  const stem = stemOf(pattern, word);
  if (stem === undefined) return word;
  return pattern.includes('%') ? replacement.replace('%', () => stem) : replacement;
}
