const EMPTY = new Uint8Array(0);

/** What was typed and not yet read. A reader of an empty queue waits; empty bytes mean end of file. */
export class InputQueue {
  readonly #askForMore: (prompt?: string) => void;
  readonly #chunks: Uint8Array[] = [];
  #waiting: ((data: Uint8Array | undefined) => void) | undefined;

  /** `askForMore` is called when a reader begins to wait, with the prompt that it gave. */
  constructor(askForMore: (prompt?: string) => void) {
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

  /** The line that was waited for is given up: its reader gets `undefined`. */
  interrupt(): void {
    const resolve = this.#waiting;
    this.#waiting = undefined;
    resolve?.(undefined);
  }

  /** The next bytes. One reader at a time: the program is one thread. A prompt asks for a line that can be edited. */
  read(prompt?: string): Promise<Uint8Array | undefined> {
    const next = this.#chunks.shift();
    if (next) return Promise.resolve(next);
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#askForMore(prompt);
    });
  }
}
