/**
 * Whoever is waited for boots first: a machine has few cores, and a spare that boots beside a worker that somebody waits
 * for makes both late. One line stands for all kinds of workers of a host.
 */
export class BootLine {
  readonly #restMs: number;
  #awaited = 0;
  #held: (() => void)[] = [];
  #rest: ReturnType<typeof setTimeout> | undefined;

  /** @param restMs how long spares wait besides: a worker's first work is waited for as its boot is */
  constructor(restMs: number) {
    this.#restMs = restMs;
  }

  /** Holds up spares for as long as this boot, which somebody waits for, takes. */
  async first<Value>(booting: Promise<Value>): Promise<Value> {
    this.#awaited += 1;
    clearTimeout(this.#rest);
    this.#rest = undefined;
    try {
      return await booting;
    } finally {
      this.#awaited -= 1;
      if (this.#awaited === 0) this.#letGo();
    }
  }

  /** Resolves when nobody waits for a boot. */
  whenFree(): Promise<void> {
    if (this.#awaited === 0 && this.#rest === undefined) return Promise.resolve();
    return new Promise((resolve) => this.#held.push(resolve));
  }

  #letGo(): void {
    this.#rest = setTimeout(() => {
      this.#rest = undefined;
      for (const go of this.#held.splice(0)) go();
    }, this.#restMs);
  }
}
