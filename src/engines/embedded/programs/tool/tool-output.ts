import { joinBytes } from '#container';
const encoder = new TextEncoder();
/** Sent at once when so much has gathered, in bytes. */
const MOST_GATHERED = 2 ** 16;

/** Output of a tool, gathered into larger pieces; the order of the two streams is kept. */
export class ToolOutput {
  readonly #send: (fd: 1 | 2, data: Uint8Array) => void;
  #parts: Uint8Array[] = [];
  #bytes = 0;
  #fd: 1 | 2 = 1;
  #scheduled = false;

  constructor(send: (fd: 1 | 2, data: Uint8Array) => void) {
    this.#send = send;
  }

  write(fd: 1 | 2, text: string | Uint8Array): void {
    const data = typeof text === 'string' ? encoder.encode(text) : text;
    if (data.length === 0) return;
    if (fd !== this.#fd) this.flush();
    this.#fd = fd;
    this.#parts.push(data);
    this.#bytes += data.length;
    if (this.#bytes >= MOST_GATHERED) this.flush();
    else if (!this.#scheduled) {
      this.#scheduled = true;
      setTimeout(() => {
        this.#scheduled = false;
        this.flush();
      }, 0);
    }
  }

  flush(): void {
    if (this.#bytes === 0) return;
    const whole = joinBytes(this.#parts);
    this.#parts = [];
    this.#bytes = 0;
    this.#send(this.#fd, whole);
  }
}
