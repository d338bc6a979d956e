const EMPTY = new Uint8Array(0);

/** What was typed and not yet read. A reader of an empty queue waits; empty bytes mean end of file. */
export class InputQueue {
  readonly #askForMore: () => void;
  readonly #chunks: Uint8Array[] = [];
  #waiting: ((data: Uint8Array) => void) | undefined;

  /** `askForMore` is called when a reader begins to wait. */
  constructor(askForMore: () => void) {
    this.#askForMore = askForMore;
  }

  /** `null` is end of file, which one read sees; a later read waits again, as on a terminal. */
  push(data: Uint8Array | null): void {
    const chunk = data ?? EMPTY;
    if (data?.length === 0) return;
    if (this.#waiting) {
      const resolve = this.#waiting;
      this.#waiting = undefined;
      resolve(chunk);
    } else {
      this.#chunks.push(chunk);
    }
  }

  /** The next bytes. One reader at a time: the program is one thread. */
  read(): Promise<Uint8Array> {
    const next = this.#chunks.shift();
    if (next) return Promise.resolve(next);
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#askForMore();
    });
  }
}
