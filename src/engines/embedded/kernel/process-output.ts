/** Output waits at most this long while the program runs on, in ms. */
const LONGEST_WAIT_MS = 20;
/** Output does not wait when there is this much of it, in bytes. */
const ENOUGH_BYTES = 64 * 1024;

/**
 * Gathers what a program writes into few messages, in the order it was written, whatever the stream.
 *
 * The first write after a pause goes out at once; what follows closely is gathered. A program that writes and then
 * computes for long is served by `tick`, which the interpreter calls between instructions.
 */
export class ProcessOutput {
  readonly #send: (fd: 1 | 2, data: Uint8Array) => void;
  readonly #now: () => number;
  #fd: 1 | 2 = 1;
  #buffer = new Uint8Array(ENOUGH_BYTES);
  #length = 0;
  #lastSentMs = -Infinity;

  constructor(send: (fd: 1 | 2, data: Uint8Array) => void, now: () => number) {
    this.#send = send;
    this.#now = now;
  }

  /** Takes a copy of the bytes. */
  write(fd: 1 | 2, bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (fd !== this.#fd || this.#length + bytes.length > this.#buffer.length) this.flush();
    this.#fd = fd;
    if (bytes.length > this.#buffer.length) {
      this.#send(fd, bytes.slice());
      this.#lastSentMs = this.#now();
      return;
    }
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
    this.tick();
  }

  /** Sends what has waited long enough. */
  tick(): void {
    if (this.#length > 0 && this.#now() - this.#lastSentMs >= LONGEST_WAIT_MS) this.flush();
  }

  /** Sends all there is. */
  flush(): void {
    if (this.#length === 0) return;
    const data = this.#buffer.slice(0, this.#length);
    this.#length = 0;
    this.#lastSentMs = this.#now();
    this.#send(this.#fd, data);
  }
}
