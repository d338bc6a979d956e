import type { LabContainer, WebContainerProcess } from '#container';

const PROMPT = '$ ';

/** A shell in a terminal of 80 columns, driven by what it shows. */
export class PageTerminal {
  readonly #reader: ReadableStreamDefaultReader<string>;
  readonly #writer: WritableStreamDefaultWriter<string>;
  /** Shown since the last `until`. */
  #shown = '';

  private constructor(process: WebContainerProcess) {
    this.#reader = process.output.getReader();
    this.#writer = process.input.getWriter();
  }

  /** Resolves when it has prompted. */
  static async open(container: LabContainer): Promise<PageTerminal> {
    const size = { cols: 80, rows: 24 };
    const terminal = new PageTerminal(await container.spawn('bash', [], { terminal: size }));
    await terminal.#until(PROMPT);
    return terminal;
  }

  /** Types a line; how long it takes from Enter until this is shown, in ms. */
  async line(text: string, wanted: string): Promise<number> {
    await this.#writer.write(text);
    await this.#until(text.slice(-1));
    const start = performance.now();
    await this.#writer.write('\r');
    await this.#until(wanted);
    const elapsedMs = performance.now() - start;
    await this.#until(PROMPT);
    return elapsedMs;
  }

  /** Runs a line that loops once it has shown this; how long it takes from Ctrl-C to the prompt, in ms. */
  async stop(text: string, wanted: string): Promise<number> {
    await this.#writer.write(`${text}\r`);
    await this.#until(wanted);
    const start = performance.now();
    await this.#writer.write('\u0003');
    await this.#until(PROMPT);
    return performance.now() - start;
  }

  async #until(wanted: string): Promise<void> {
    for (;;) {
      const at = this.#shown.indexOf(wanted);
      if (at >= 0) {
        this.#shown = this.#shown.slice(at + wanted.length);
        return;
      }
      const { done, value } = await this.#reader.read();
      if (done) throw new Error(`the shell ended before ${JSON.stringify(wanted)}: ${this.#shown}`);
      this.#shown += value;
    }
  }
}

/** Runs a program to its end. @throws Error with what it printed when it fails. */
export async function runQuietly(
  container: LabContainer,
  command: string,
  args: readonly string[],
): Promise<void> {
  const process = await container.spawn(command, [...args]);
  let printed = '';
  const reading = process.output.pipeTo(
    new WritableStream({ write: (text) => void (printed += text) }),
  );
  const code = await process.exit;
  await reading;
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${printed}`);
}
