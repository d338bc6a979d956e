/** Up and down through earlier lines. What was being typed stands at the lower end and is not lost. */
export class HistoryWalk {
  readonly #lines: readonly string[];
  #at: number;
  #draft = '';

  constructor(lines: readonly string[]) {
    this.#lines = [...lines];
    this.#at = this.#lines.length;
  }

  /** The line before; `undefined` at the oldest. `current` is kept when it is the draft. */
  older(current: string): string | undefined {
    if (this.#at === 0) return undefined;
    if (this.#at === this.#lines.length) this.#draft = current;
    this.#at -= 1;
    return this.#lines[this.#at];
  }

  newer(): string | undefined {
    if (this.#at === this.#lines.length) return undefined;
    this.#at += 1;
    return this.#at === this.#lines.length ? this.#draft : this.#lines[this.#at];
  }
}

/** Index of the newest line, at `from` or before, that contains `query`. */
export function searchBack(
  lines: readonly string[],
  query: string,
  from: number,
): number | undefined {
  for (let index = Math.min(from, lines.length - 1); index >= 0; index--) {
    if (lines[index]?.includes(query)) return index;
  }
  return undefined;
}
