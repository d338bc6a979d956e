import type { ShellSession } from '../kernel/shell-protocol.ts';
import { encodeText } from './bytes.ts';
import { complete } from './completion/complete.ts';
import { KeyDecoder, type Key } from '../kernel/line-editor/keys.ts';
import { LineEditor } from '../kernel/line-editor/line-editor.ts';
import { charWidth } from '../kernel/line-editor/width.ts';
import type { LabFileSystem } from './lab-file-system.ts';
import { promptFor } from './prompt.ts';
import type { TerminalSize } from './script-shell.ts';
import { parse } from './syntax.ts';

export interface TerminalOptions {
  readonly send: (fd: 1 | 2, bytes: Uint8Array) => void;
  readonly size: TerminalSize;
  readonly history: readonly string[];
  readonly files: LabFileSystem;
  readonly programs: readonly string[];
  /** Names of functions and aliases. */
  readonly functions: () => readonly string[];
  readonly session: () => ShellSession;
}

const PASTE_ON = '\x1b[?2004h';
const PASTE_OFF = '\x1b[?2004l';

/** A dim mark that shows where the last output ended without a line end, as other shells have it. */
const NO_LINE_END = '\x1b[2m⏎\x1b[0m';

type Wait =
  | { readonly for: 'command'; resolve(line: string | undefined): void }
  | { readonly for: 'line' | 'all'; typed: string; taken: string; resolve(text: string): void };

/** The learner's terminal: prints with CR LF, edits command lines, and feeds commands that read from it. */
export class Terminal {
  readonly #options: TerminalOptions;
  readonly #decoder = new KeyDecoder();
  readonly #editor: LineEditor;
  #size: TerminalSize;
  #keys: Key[] = [];
  #pumping = false;
  #wait: Wait | undefined;
  /** Whether the cursor is surely at the start of a row. Programs of the kernel print without our knowing. */
  #atRowStart = true;
  #prompt = '';

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.#size = options.size;
    this.#editor = new LineEditor(
      {
        send: (text) => this.#send(text),
        history: options.history,
        complete: (text, cursor) =>
          complete(
            { ...options, session: options.session(), functions: options.functions() },
            text,
            cursor,
          ),
        isComplete: async (text) => (await parse(text)).kind !== 'incomplete',
      },
      options.size.columns,
    );
  }

  get size(): TerminalSize {
    return this.#size;
  }

  /** Prints what commands write: LF becomes CR LF. */
  print(fd: 1 | 2, bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#atRowStart = bytes.at(-1) === 10;
    this.#options.send(fd, withCarriageReturns(bytes));
  }

  /** A program printed past us, so the cursor may be anywhere. */
  markUnknown(): void {
    this.#atRowStart = false;
  }

  resize(columns: number, rows: number): void {
    this.#size = { columns, rows };
    this.#editor.resize(columns);
  }

  input(text: string): void {
    this.#keys.push(...this.#decoder.decode(text));
    void this.#pump();
  }

  /** What `readCommand` is to prompt with, in this folder. */
  promptFor(cwd: string): Promise<string> {
    return promptFor(this.#options.files, cwd, this.#options.session().env);
  }

  /** The learner's next command line, or `undefined` when they end the shell. */
  async readCommand(prompt: string): Promise<string | undefined> {
    this.#prompt = PASTE_ON + prompt;
    if (!this.#atRowStart) this.#newRow();
    this.#atRowStart = true;
    this.#editor.open(this.#prompt);
    const line = await new Promise<string | undefined>((resolve) => {
      this.#wait = { for: 'command', resolve };
      void this.#pump();
    });
    this.#send(PASTE_OFF);
    return line;
  }

  /** One line for a command that reads, with its line end; without one at the end of input. */
  readLine(prompt: string): Promise<string> {
    this.#send(prompt);
    return this.#read('line');
  }

  /** All that the learner types up to Ctrl-D. */
  readAll(): Promise<string> {
    return this.#read('all');
  }

  /** The line that was waiting for input is stopped. */
  abandon(): void {
    const wait = this.#wait;
    if (!wait || wait.for === 'command') return;
    this.#wait = undefined;
    wait.resolve('');
  }

  #read(what: 'line' | 'all'): Promise<string> {
    return new Promise((resolve) => {
      this.#wait = { for: what, typed: '', taken: '', resolve };
      void this.#pump();
    });
  }

  /** Keys are worked off one by one; those that nobody waits for stay for the next prompt. */
  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    while (this.#wait && this.#keys.length > 0) {
      const key = this.#keys.shift() as Key;
      try {
        if (this.#wait.for === 'command') await this.#edit(key, this.#wait);
        else this.#takeCooked(key, this.#wait);
      } catch (error) {
        // One key may fail (completion asks the kernel for files); the next must work.
        const reason = error instanceof Error ? error.message : String(error);
        this.print(2, encodeText(`\nbash: this key could not be handled: ${reason}\n`));
      }
    }
    this.#pumping = false;
  }

  async #edit(key: Key, wait: Extract<Wait, { for: 'command' }>): Promise<void> {
    const outcome = await this.#editor.press(key);
    if (!outcome) return;
    if (outcome.kind === 'interrupted') {
      this.#editor.open(this.#prompt);
      return;
    }
    this.#wait = undefined;
    if (outcome.kind === 'end') this.#send('exit\r\n');
    wait.resolve(outcome.kind === 'end' ? undefined : outcome.text);
  }

  /** A terminal's own line editing, for programs that read: echo, backspace, Ctrl-U, Ctrl-D. */
  #takeCooked(key: Key, wait: Exclude<Wait, { for: 'command' }>): void {
    const finish = (text: string) => {
      this.#wait = undefined;
      wait.resolve(text);
    };
    if (key.kind !== 'key') {
      const [first = '', ...rest] = key.text.split('\n');
      wait.typed += first;
      this.#send(first);
      if (rest.length > 0) {
        this.#keys.unshift(
          { kind: 'key', name: 'enter' },
          { kind: 'paste', text: rest.join('\n') },
        );
      }
    } else if (key.name === 'enter') {
      this.#send('\r\n');
      wait.taken += `${wait.typed}\n`;
      wait.typed = '';
      if (wait.for === 'line') finish(wait.taken);
    } else if (key.name === 'backspace') {
      const chars = Array.from(wait.typed);
      const gone = chars.pop();
      wait.typed = chars.join('');
      if (gone !== undefined) this.#send('\b \b'.repeat(charWidth(gone)));
    } else if (key.name === 'end-of-input') {
      if (wait.typed === '') finish(wait.taken);
      else if (wait.for === 'line') finish(wait.taken + wait.typed);
    }
  }

  /** To a new row, wherever the cursor is: on a row's start the blanks just fill it, elsewhere they wrap. */
  #newRow(): void {
    this.#send(`${NO_LINE_END}${' '.repeat(Math.max(0, this.#size.columns - 1))}\r\x1b[K`);
  }

  #send(text: string): void {
    if (text !== '') this.#options.send(1, encodeText(text));
  }
}

function withCarriageReturns(bytes: Uint8Array): Uint8Array {
  let feeds = 0;
  for (const byte of bytes) if (byte === 10) feeds += 1;
  if (feeds === 0) return bytes;
  const result = new Uint8Array(bytes.length + feeds);
  let at = 0;
  let before = 0;
  for (const byte of bytes) {
    if (byte === 10 && before !== 13) result[at++] = 13;
    result[at++] = byte;
    before = byte;
  }
  return result.subarray(0, at);
}
