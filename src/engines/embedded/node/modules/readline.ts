import { loop } from '../core/event-loop.ts';
import { nodeError } from '../core/node-error.ts';
import { EventEmitter } from './events.ts';

interface Input {
  on(name: string, listener: (...args: never[]) => void): unknown;
  removeListener(name: string, listener: (...args: never[]) => void): unknown;
  pause?(): unknown;
  resume?(): unknown;
  setEncoding?(encoding: string): unknown;
}
interface Output {
  write(text: string): unknown;
}
interface Options {
  readonly input: Input;
  readonly output?: Output;
  readonly prompt?: string;
  readonly signal?: AbortSignal;
}

const aborted = (signal: AbortSignal): Error =>
  Object.assign(new Error('The operation was aborted', { cause: signal.reason }), {
    name: 'AbortError',
    code: 'ABORT_ERR',
  });

/** Node's `readline.Interface`: whole lines, as the terminal of a lab hands them over. */
export class Interface extends EventEmitter {
  readonly terminal = false;
  line = '';
  cursor = 0;
  closed = false;
  history: string[] = [];
  readonly input: Input;
  readonly output: Output | undefined;
  #prompt: string;
  #rest = '';
  #afterReturn = false;
  #asked: ((line: string) => void) | undefined;
  readonly #decoder = new TextDecoder();

  constructor(given: Options | Input, output?: Output) {
    super();
    const options = 'input' in given ? given : { input: given, ...(output ? { output } : {}) };
    this.input = options.input;
    this.output = options.output;
    this.#prompt = options.prompt ?? '> ';
    this.input.on('data', this.#heard);
    this.input.on('end', this.#ended);
    options.signal?.addEventListener(
      'abort',
      () => {
        this.close();
      },
      { once: true },
    );
    this.input.resume?.();
  }

  readonly #heard = (chunk: Uint8Array | string) => {
    if (this.closed) return;
    let text = typeof chunk === 'string' ? chunk : this.#decoder.decode(chunk, { stream: true });
    if (this.#afterReturn && text.startsWith('\n')) text = text.slice(1);
    this.#afterReturn = text.endsWith('\r');
    const lines = (this.#rest + text).split(/\r\n|\n|\r|\u2028|\u2029/);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#give(line);
  };

  readonly #ended = () => {
    if (this.#rest !== '') this.#give(this.#rest);
    this.#rest = '';
    this.close();
  };

  #give(line: string): void {
    if (this.closed) return;
    const asked = this.#asked;
    if (asked) {
      this.#asked = undefined;
      asked(line);
    } else this.emit('line', line);
  }

  getPrompt(): string {
    return this.#prompt;
  }
  setPrompt(prompt: string): void {
    this.#prompt = prompt;
  }
  prompt(): void {
    this.output?.write(this.#prompt);
    this.resume();
  }

  question(query: string, options: unknown, callback?: unknown): unknown {
    const done = (typeof options === 'function' ? options : callback) as (answer: string) => void;
    const { signal } = (typeof options === 'object' && options !== null ? options : {}) as {
      signal?: AbortSignal;
    };
    this.ask(query, done);
    signal?.addEventListener(
      'abort',
      () => {
        this.#asked = undefined;
      },
      { once: true },
    );
    return undefined;
  }

  /** Shows a question; the next line is its answer. */
  ask(query: string, done: (answer: string) => void): void {
    if (this.closed) throw nodeError('ERR_USE_AFTER_CLOSE', 'readline was closed');
    if (this.#asked) {
      this.prompt();
      return;
    }
    this.output?.write(query);
    this.#asked = done;
    this.resume();
  }

  write(text: string): void {
    this.#heard(text);
  }
  pause(): this {
    this.input.pause?.();
    this.emit('pause');
    return this;
  }
  resume(): this {
    if (!this.closed) this.input.resume?.();
    return this;
  }
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.input.removeListener('data', this.#heard);
    this.input.removeListener('end', this.#ended);
    this.input.pause?.();
    this.emit('close');
  }
  [Symbol.dispose](): void {
    this.close();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    const lines: string[] = [];
    let wake: () => void = () => undefined;
    this.on('line', (line: string) => {
      lines.push(line);
      wake();
    });
    this.on('close', () => {
      wake();
    });
    const letGo = loop.hold();
    try {
      for (;;) {
        const line = lines.shift();
        if (line !== undefined) yield line;
        else if (this.closed) return;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      letGo();
      this.close();
    }
  }
}

class PromiseInterface extends Interface {
  override question(query: string, options?: unknown): Promise<string> {
    const { signal } = (options ?? {}) as { signal?: AbortSignal };
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(aborted(signal));
        return;
      }
      signal?.addEventListener(
        'abort',
        () => {
          reject(aborted(signal));
        },
        { once: true },
      );
      this.ask(query, resolve);
    });
  }
}

const put = (stream: Output, text: string, callback?: () => void): boolean => {
  stream.write(text);
  callback?.();
  return true;
};

const cursor = {
  clearLine: (stream: Output, direction: number, callback?: () => void) =>
    put(stream, direction < 0 ? '\u001b[1K' : direction > 0 ? '\u001b[0K' : '\u001b[2K', callback),
  clearScreenDown: (stream: Output, callback?: () => void) => put(stream, '\u001b[0J', callback),
  cursorTo: (stream: Output, x: number, y?: unknown, callback?: () => void) =>
    put(stream, typeof y === 'number' ? `\u001b[${y + 1};${x + 1}H` : `\u001b[${x + 1}G`, callback),
  moveCursor: (stream: Output, dx: number, dy: number, callback?: () => void) =>
    put(
      stream,
      `${dx > 0 ? `\u001b[${dx}C` : dx < 0 ? `\u001b[${-dx}D` : ''}${dy > 0 ? `\u001b[${dy}B` : dy < 0 ? `\u001b[${-dy}A` : ''}`,
      callback,
    ),
};

export const readlinePromises = {
  Interface: PromiseInterface,
  createInterface: (options: Options | Input, output?: Output): Interface =>
    new PromiseInterface(options, output),
};

export const readline = {
  Interface,
  createInterface: (options: Options | Input, output?: Output): Interface =>
    new Interface(options, output),
  ...cursor,
  emitKeypressEvents: (): void => undefined,
  promises: readlinePromises,
};
