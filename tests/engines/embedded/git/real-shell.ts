import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Answer } from './lab.ts';

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/**
 * One `sh` that runs one program after the other. To start a program holds up all of Node until the system has it, so a
 * test of thousands of them lets a shell do it.
 */
export class RealShell {
  readonly #shell: ChildProcessWithoutNullStreams;
  readonly #codes: AsyncIterator<string>;
  readonly #said: Record<'stdout' | 'stderr', string>;

  /** @param folder where what a program says is kept until it is read. Absolute. */
  constructor(folder: string, env: Readonly<Record<string, string>>) {
    this.#said = { stdout: join(folder, 'said.1'), stderr: join(folder, 'said.2') };
    this.#shell = spawn('sh', { env });
    this.#codes = createInterface(this.#shell.stdout)[Symbol.asyncIterator]();
  }

  /** Runs a program to its end. A folder that is missing gives the code -1. */
  async run(
    argv: readonly string[],
    cwd: string,
    env: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const { stdout, stderr } = this.#said;
    const set = Object.entries(env).map(([name, value]) => `${name}=${quoted(value)}`);
    const program = [...set, ...argv.map(quoted)].join(' ');
    const into = `</dev/null >${quoted(stdout)} 2>${quoted(stderr)}`;
    this.#shell.stdin.write(
      `: ${into}; if cd ${quoted(cwd)} 2>/dev/null; then ${program} ${into}; echo $?; else echo -1; fi\n`,
    );
    const next = await this.#codes.next();
    if (next.done) throw new Error(`the shell ended while it ran ${program}`);
    return {
      code: Number(next.value),
      stdout: readFileSync(stdout, 'utf8'),
      stderr: readFileSync(stderr, 'utf8'),
    };
  }

  /** Ends it; nothing may run any more. */
  close(): void {
    this.#shell.stdin.end();
  }
}
