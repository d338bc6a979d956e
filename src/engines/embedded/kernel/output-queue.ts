/** Most characters in one message: large enough to be cheap, small enough not to hold the page up. */
const CHUNK_CHARACTERS = 64 * 1024;
/** Most characters on their way to a reader that has not taken them. */
const WINDOW_CHARACTERS = 256 * 1024;

/**
 * Carries a process's output to the page at the pace of its reader.
 *
 * The first words leave at once. While the reader is busy, the rest gathers here and leaves in large pieces, so that a
 * flood costs the page a few messages and not one per line.
 */
export class OutputQueue {
  readonly #send: (text: string) => void;
  /** Terminals want a carriage return before each line feed; a pipe wants the bytes. */
  readonly #forTerminal: boolean;
  // Output of both streams may end inside a character: each stream has a decoder of its own.
  readonly #decoders = { 1: new TextDecoder(), 2: new TextDecoder() };
  #waiting: string[] = [];
  #onItsWay = 0;
  #scheduled = false;
  #endsInReturn = false;

  constructor(send: (text: string) => void, forTerminal: boolean) {
    this.#send = send;
    this.#forTerminal = forTerminal;
  }

  write(fd: 1 | 2, data: Uint8Array): void {
    this.writeText(this.#decoders[fd].decode(data, { stream: true }));
  }

  writeText(text: string): void {
    if (text === '') return;
    this.#waiting.push(this.#forTerminal ? this.#withReturns(text) : text);
    if (this.#scheduled) return;
    this.#scheduled = true;
    // Writes of one turn leave together.
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#pump();
    });
  }

  /** The reader took this much. */
  taken(characters: number): void {
    this.#onItsWay = Math.max(0, this.#onItsWay - characters);
    this.#pump();
  }

  /** Forgets what has not left: what a terminal does when its program is interrupted. */
  discard(): void {
    this.#waiting = [];
  }

  /** Sends all that is left, whatever the reader's pace: the process is over, and no more will come. */
  finish(): void {
    this.writeText(this.#decoders[1].decode() + this.#decoders[2].decode());
    this.#onItsWay = Number.NEGATIVE_INFINITY;
    this.#pump();
  }

  #pump(): void {
    if (this.#waiting.length === 0 || this.#onItsWay >= WINDOW_CHARACTERS) return;
    const text = this.#waiting.length === 1 ? (this.#waiting[0] ?? '') : this.#waiting.join('');
    this.#waiting = [];
    let start = 0;
    while (start < text.length && this.#onItsWay < WINDOW_CHARACTERS) {
      const piece = text.slice(start, endOfPiece(text, start));
      start += piece.length;
      this.#onItsWay += piece.length;
      this.#send(piece);
    }
    if (start < text.length) this.#waiting.push(text.slice(start));
  }

  #withReturns(text: string): string {
    const returned = text.replace(/\r?\n/g, '\r\n');
    const result = this.#endsInReturn && returned.startsWith('\r\n') ? returned.slice(1) : returned;
    this.#endsInReturn = text.endsWith('\r');
    return result;
  }
}

/** Where a piece ends: not between the halves of a character outside the basic plane. */
function endOfPiece(text: string, start: number): number {
  const end = start + CHUNK_CHARACTERS;
  if (end >= text.length) return text.length;
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
}
