import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { FakeKernel, SESSION, type Program } from './fake-kernel.ts';
import { Screen } from './screen.ts';
import type { ShellSession } from '../../../../src/engines/embedded/kernel/shell-protocol.ts';

/** How long a screen may take before the test says what it shows instead. */
const PATIENCE_MS = 4_000;

export interface Options {
  readonly columns?: number;
  readonly programs?: Record<string, Program>;
  readonly session?: Partial<ShellSession>;
  /** Files of the lab, by absolute path; a path that ends in `/` is a folder. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A learner at an interactive shell: types keys, and reads the screen when the prompt is back. */
export class Learner {
  readonly kernel: FakeKernel;
  readonly screen: Screen;
  #seen = 0;

  private constructor(kernel: FakeKernel, columns: number) {
    this.kernel = kernel;
    this.screen = new Screen(columns);
  }

  static async sitDown(options: Options = {}): Promise<Learner> {
    const kernel = await FakeKernel.boot(options.programs);
    for (const [path, text] of Object.entries(options.files ?? {})) {
      if (path.endsWith('/')) kernel.tree.mkdir(path, { recursive: true });
      else {
        kernel.tree.mkdir(path.slice(0, path.lastIndexOf('/')), { recursive: true });
        kernel.tree.writeFile(path, text);
      }
    }
    const columns = options.columns ?? 80;
    const learner = new Learner(kernel, columns);
    kernel.start(['bash'], {
      terminal: { columns, rows: 24 },
      session: { ...SESSION, ...options.session },
    });
    await learner.prompt();
    return learner;
  }

  /** Sends keys; the screen must then come to show these rows and this cursor. */
  async type(
    keys: string,
    rows: readonly string[],
    cursor?: readonly [row: number, column: number],
  ): Promise<void> {
    this.kernel.send({ type: 'input', text: keys });
    await this.shows(rows, cursor);
  }

  async shows(rows: readonly string[], cursor?: readonly [number, number]): Promise<void> {
    const isAsWanted = () =>
      isDeepStrictEqual(this.screen.rows, rows) &&
      (cursor === undefined || isDeepStrictEqual(this.screen.cursor, cursor));
    const reached = this.see(isAsWanted);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
    await Promise.race([reached, late]);
    clearTimeout(timer);
    assert.deepEqual(
      { rows: this.screen.rows, cursor: cursor ? this.screen.cursor : null },
      { rows, cursor: cursor ?? null },
    );
  }

  /** Types a command line and waits for the next prompt. */
  async run(line: string): Promise<void> {
    const before = this.#prompts();
    this.kernel.send({ type: 'input', text: `${line}\r` });
    await this.kernel.until(() => this.#prompts() > before);
    this.refresh();
  }

  /** Waits until the screen is as wanted. */
  async see(holds: (screen: Screen) => boolean): Promise<void> {
    await this.kernel.until(() => {
      this.refresh();
      return holds(this.screen);
    });
  }

  async prompt(): Promise<void> {
    await this.kernel.until(() => this.#prompts() > 0);
    this.refresh();
  }

  get session(): ShellSession | undefined {
    const sessions = this.kernel.said.flatMap((message) =>
      message.type === 'session' ? [message.session] : [],
    );
    return sessions.at(-1);
  }

  refresh(): void {
    const { said } = this.kernel;
    for (; this.#seen < said.length; this.#seen++) {
      const message = said[this.#seen];
      if (message?.type === 'output') this.screen.write(new TextDecoder().decode(message.data));
    }
  }

  /** How often a prompt has been shown: bracketed paste is switched on with each. */
  #prompts(): number {
    return this.kernel.output().split('\x1b[?2004h').length - 1;
  }
}
