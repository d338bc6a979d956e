import { joinBytes } from '#container';
import { nextTurn } from '../kernel/next-turn.ts';
import { encodeText } from './bytes.ts';
import { turnTime } from './turn-time.ts';

/**
 * Files that stand for a shell's standard output and error. Every foreground command is redirected to them, so that its
 * output leaves as soon as it ends (just-bash itself hands over output only when a whole script has ended).
 */
export const TERMINAL_FILES: ReadonlyMap<string, 1 | 2> = new Map([
  ['/dev/lab-output-1', 1],
  ['/dev/lab-output-2', 2],
  ['/dev/tty', 1],
]);

/** How long commands may run without letting the worker read its messages (an interrupt, a resize), in ms. */
const TURN_MS = 40;

/** Sending many small pieces costs more than one: pieces are held until the turn ends or this many bytes wait. */
const PIECE_BYTES = 64 * 1024;

/** Where the commands of a shell write. */
export interface ShellOutput {
  write(fd: 1 | 2, bytes: Uint8Array): Promise<void>;
}

/** Output that may be cut: past `limitBytes` nothing more is passed on, and `onLimit` is told once. */
export class StreamedOutput implements ShellOutput {
  readonly #send: (fd: 1 | 2, bytes: Uint8Array) => void;
  readonly #limitBytes: number;
  readonly #onLimit: () => void;
  #held: { fd: 1 | 2; bytes: Uint8Array }[] = [];
  #heldBytes = 0;
  #written = 0;
  #turnBegan = performance.now();
  #flushing = false;

  constructor(options: {
    readonly send: (fd: 1 | 2, bytes: Uint8Array) => void;
    readonly limitBytes: number;
    readonly onLimit: () => void;
  }) {
    this.#send = options.send;
    this.#limitBytes = options.limitBytes;
    this.#onLimit = options.onLimit;
  }

  /** A new line begins, with its own allowance. */
  restart(): void {
    this.#written = 0;
    this.#turnBegan = performance.now();
  }

  async write(fd: 1 | 2, bytes: Uint8Array): Promise<void> {
    if (bytes.length > 0 && this.#written < this.#limitBytes) {
      const room = this.#limitBytes - this.#written;
      const kept = bytes.length > room ? bytes.subarray(0, room) : bytes;
      this.#written += bytes.length;
      this.#hold(fd, kept);
      if (bytes.length > room) {
        this.#hold(2, encodeText(limitMessage(this.#limitBytes)));
        this.flush();
        this.#onLimit();
      }
    }
    if (performance.now() - this.#turnBegan > TURN_MS) {
      this.flush();
      turnTime.end();
      await nextTurn();
      turnTime.begin();
      this.#turnBegan = performance.now();
    }
  }

  flush(): void {
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    for (const { fd, bytes } of joined(held)) this.#send(fd, bytes);
  }

  #hold(fd: 1 | 2, bytes: Uint8Array): void {
    this.#held.push({ fd, bytes });
    this.#heldBytes += bytes.length;
    if (this.#heldBytes >= PIECE_BYTES) this.flush();
    else if (!this.#flushing) {
      this.#flushing = true;
      void nextTurn().then(() => {
        this.#flushing = false;
        this.flush();
      });
    }
  }
}

/** Output that is collected, for a shell whose output is another command's business. */
export class CollectedOutput implements ShellOutput {
  readonly #pieces: { fd: 1 | 2; bytes: Uint8Array }[] = [];

  write(fd: 1 | 2, bytes: Uint8Array): Promise<void> {
    if (bytes.length > 0) this.#pieces.push({ fd, bytes });
    return Promise.resolve();
  }

  of(fd: 1 | 2): Uint8Array {
    return joinBytes(this.#pieces.filter((piece) => piece.fd === fd).map(({ bytes }) => bytes));
  }
}

const limitMessage = (limitBytes: number): string =>
  `\nlab: the output is longer than ${Math.round(limitBytes / 2 ** 20)} MB, so the line was stopped. ` +
  'Write it to a file with > or shorten it with head.\n';

function joined(pieces: readonly { fd: 1 | 2; bytes: Uint8Array }[]) {
  const runs: { fd: 1 | 2; parts: Uint8Array[] }[] = [];
  for (const { fd, bytes } of pieces) {
    const last = runs.at(-1);
    if (last?.fd === fd) last.parts.push(bytes);
    else runs.push({ fd, parts: [bytes] });
  }
  return runs.map(({ fd, parts }) => ({ fd, bytes: joinBytes(parts) }));
}
