import type { LabContainer, WebContainerProcess } from '#container';

/** What came of a process that ran to its end. */
export interface Ran {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs a program to its end. */
export async function run(
  container: LabContainer,
  command: string,
  args: readonly string[] = [],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Ran> {
  const process = await container.spawn(command, [...args], options);
  let output = '';
  const [exitCode] = await Promise.all([
    process.exit,
    process.output.pipeTo(
      new WritableStream({
        write(text) {
          output += text;
        },
      }),
    ),
  ]);
  return { exitCode, output };
}

/** A terminal with a program in it, read until it shows what is waited for. */
export class Terminal {
  readonly process: WebContainerProcess;
  readonly #reader: ReadableStreamDefaultReader<string>;
  readonly #writer: WritableStreamDefaultWriter<string>;
  /** Shown since the last `until`. */
  #shown = '';

  constructor(process: WebContainerProcess) {
    this.process = process;
    this.#reader = process.output.getReader();
    this.#writer = process.input.getWriter();
  }

  static async open(
    container: LabContainer,
    command = 'bash',
    args: readonly string[] = [],
  ): Promise<Terminal> {
    const terminal = { cols: 80, rows: 24 };
    return new Terminal(await container.spawn(command, [...args], { terminal }));
  }

  async type(keys: string): Promise<void> {
    await this.#writer.write(keys);
  }

  /** All that is shown up to and with this text. @throws Error with what was shown when the program ends before. */
  async until(text: string): Promise<string> {
    for (;;) {
      const at = this.#shown.indexOf(text);
      if (at >= 0) {
        const seen = this.#shown.slice(0, at + text.length);
        this.#shown = this.#shown.slice(at + text.length);
        return seen;
      }
      const { done, value } = await this.#reader.read();
      if (done) throw new Error(`it ended before ${JSON.stringify(text)}: ${this.#shown}`);
      this.#shown += value;
    }
  }

  /** All that is shown until the program ends. */
  async rest(): Promise<string> {
    for (;;) {
      const { done, value } = await this.#reader.read();
      if (done) return this.#shown;
      this.#shown += value;
    }
  }
}
