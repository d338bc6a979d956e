/** A pause that is longer than this is no work on the lab. */
const LONGEST_PAUSE_MS = 120_000;
const SIGNS = ['keydown', 'pointerdown', 'wheel'] as const;

/** How long somebody works: the time between one key or click in the page and the next, long pauses left out. */
export class ActiveTime {
  /** Milliseconds worked until the last sign of life. What was worked on an earlier day is put here. */
  ms = 0;
  #last: number | undefined;
  readonly #page: Pick<Document, 'addEventListener' | 'removeEventListener'>;
  readonly #onSign = (): void => this.sign(performance.now());

  constructor(page: Pick<Document, 'addEventListener' | 'removeEventListener'>) {
    this.#page = page;
    for (const name of SIGNS) {
      page.addEventListener(name, this.#onSign, { capture: true, passive: true });
    }
  }

  /** A sign of life at a moment, in milliseconds. One before the last adds nothing. */
  sign(now: number): void {
    const since = now - (this.#last ?? now);
    if (since > 0 && since <= LONGEST_PAUSE_MS) this.ms += since;
    this.#last = now;
  }

  /** Listens no more. */
  close(): void {
    for (const name of SIGNS) {
      this.#page.removeEventListener(name, this.#onSign, { capture: true });
    }
  }
}
