import type { TerminalSize } from './container-protocol.ts';
import type { OutputSink, RunningProcess, StartRequest } from './running-process.ts';
import type { RunRequest, RunResult } from './shell-protocol.ts';

/** The programs that one shell runs, and the one that has its terminal. */
export class ShellChildren {
  readonly #launch: (request: StartRequest) => RunningProcess;
  readonly #output: OutputSink;
  readonly #all = new Set<RunningProcess>();
  #foreground: RunningProcess | undefined;

  constructor(
    { launch }: { readonly launch: (request: StartRequest) => RunningProcess },
    output: OutputSink,
  ) {
    this.#launch = launch;
    this.#output = output;
  }

  /** The program that the terminal's keys go to. */
  get foreground(): RunningProcess | undefined {
    return this.#foreground;
  }

  resize(size: TerminalSize): void {
    for (const child of this.#all) child.resize(size);
  }

  stop(exitCode: number): void {
    for (const child of this.#all) child.stop(exitCode);
  }

  /** Runs a program to its end. @throws LabError `TooManyProcesses`. */
  async run(
    request: RunRequest,
    shell: { interactive: boolean; size: TerminalSize | null },
  ): Promise<RunResult> {
    const { argv, cwd, env, foreground } = request;
    const kept = { 1: [] as Uint8Array[], 2: [] as Uint8Array[] };
    const keep: OutputSink = {
      write(fd, data) {
        kept[fd].push(data);
      },
      discard: () => undefined,
    };
    const hasTerminal = foreground && shell.interactive;
    const child = this.#launch({
      argv,
      cwd,
      env,
      stdin: hasTerminal ? null : request.stdin,
      terminal: hasTerminal ? shell.size : null,
      output: foreground ? this.#output : keep,
    });
    this.#all.add(child);
    if (hasTerminal) this.#foreground = child;
    try {
      const exitCode = await child.exited;
      return { exitCode, stdout: joined(kept[1]), stderr: joined(kept[2]) };
    } finally {
      this.#all.delete(child);
      if (this.#foreground === child) this.#foreground = undefined;
    }
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
