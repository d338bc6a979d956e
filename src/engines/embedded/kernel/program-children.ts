import type { OutputSink, RunningProcess, StartRequest } from './running-process.ts';

/** How a program of the kernel runs another one. */
export interface RunOptions {
  /** Absolute; the program's own unless told. */
  readonly cwd?: string;
  /** Beside the program's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where its output goes; to that of the program unless told. */
  readonly output?: OutputSink;
}

type Surroundings = Pick<StartRequest, 'cwd' | 'env' | 'output'>;

/** The programs that one program of the kernel runs (`dvc repro` runs the commands of stages). */
export class ProgramChildren {
  readonly #launch: (request: StartRequest) => RunningProcess;
  readonly #own: Surroundings;
  readonly #running = new Set<RunningProcess>();

  constructor(launch: (request: StartRequest) => RunningProcess, own: Surroundings) {
    this.#launch = launch;
    this.#own = own;
  }

  /** Runs a program to its end and gives its exit code. @throws LabError `TooManyProcesses`. */
  async run(argv: readonly string[], options: RunOptions = {}): Promise<number> {
    const child = this.#launch({
      argv,
      cwd: options.cwd ?? this.#own.cwd,
      env: { ...this.#own.env, ...options.env },
      stdin: new Uint8Array(0),
      terminal: null,
      output: options.output ?? this.#own.output,
    });
    this.#running.add(child);
    try {
      return await child.exited;
    } finally {
      this.#running.delete(child);
    }
  }

  /** Ends what runs still. */
  stop(exitCode: number): void {
    for (const child of this.#running) child.stop(exitCode);
  }
}
