/**
 * Whoever is waited for boots first: a machine has few cores, and a spare that boots beside a worker that somebody waits
 * for makes both late. One line stands for all kinds of workers of a host.
 */
export class BootLine {
  #awaited = 0;
  #held: (() => void)[] = [];

  /** Holds up spares for as long as this boot, which somebody waits for, takes. */
  async first<Value>(booting: Promise<Value>): Promise<Value> {
    this.#awaited += 1;
    try {
      return await booting;
    } finally {
      this.#awaited -= 1;
      if (this.#awaited === 0) for (const go of this.#held.splice(0)) go();
    }
  }

  /** Resolves when nobody waits for a boot. */
  whenFree(): Promise<void> {
    if (this.#awaited === 0) return Promise.resolve();
    return new Promise((resolve) => this.#held.push(resolve));
  }
}
