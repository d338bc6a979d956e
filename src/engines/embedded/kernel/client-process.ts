import type { WebContainerProcess } from '#container';
import type { ToContainer } from './container-protocol.ts';

/** Characters that wait in the stream before its reader holds the process's output back. */
const BUFFER_CHARACTERS = 512 * 1024;

/** A process as the page holds it. */
export class ClientProcess {
  /** In the shape of the contract. */
  readonly shape: WebContainerProcess;
  #output: ReadableStreamDefaultController<string> | undefined;
  #exit: (code: number) => void = () => undefined;
  /** Characters in the stream that the kernel does not know to be taken. */
  #owed = 0;
  #over = false;

  constructor(number: number, link: { send(message: ToContainer): void }) {
    const settle = () => {
      const taken = this.#owed;
      if (taken === 0 || (this.#output?.desiredSize ?? 1) <= 0) return;
      this.#owed = 0;
      link.send({ type: 'taken', process: number, characters: taken });
    };
    this.#settle = settle;
    const output = new ReadableStream<string>(
      {
        start: (controller) => {
          this.#output = controller;
        },
        pull: settle,
        cancel: () => {
          this.#output = undefined;
          settle();
        },
      },
      { highWaterMark: BUFFER_CHARACTERS, size: (text) => text.length },
    );
    const input = new WritableStream<string>({
      write: (text) => {
        link.send({ type: 'input', process: number, text });
      },
      close: () => {
        link.send({ type: 'input', process: number, text: null });
      },
    });
    const exit = new Promise<number>((resolve) => {
      this.#exit = resolve;
    });
    this.shape = {
      exit,
      input,
      output,
      kill: () => {
        link.send({ type: 'kill', process: number });
      },
      resize: ({ cols, rows }) => {
        link.send({ type: 'resize', process: number, columns: cols, rows });
      },
    };
  }

  readonly #settle: () => void;

  output(text: string): void {
    this.#owed += text.length;
    this.#output?.enqueue(text);
    this.#settle();
  }

  ended(code: number): void {
    if (this.#over) return;
    this.#over = true;
    this.#output?.close();
    this.#output = undefined;
    this.#exit(code);
  }
}
