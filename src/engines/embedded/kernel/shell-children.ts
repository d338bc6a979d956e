import { joinBytes } from '#container';
import { startPipeline, type Pipeline, type PipelineSurroundings } from './pipeline.ts';
import type { TerminalSize } from './container-protocol.ts';
import type { OutputSink, RunningProcess } from './running-process.ts';
import type { RunRequest, RunResult } from './shell-protocol.ts';
import { exitCodeOf, type SignalName } from './signals.ts';

/** The programs that one shell waits for, and the one that has its terminal. */
export class ShellChildren {
  readonly #around: PipelineSurroundings;
  readonly #output: OutputSink;
  /** By the number of the call that runs them. */
  readonly #all = new Map<number, Pipeline & Pick<RunRequest, 'ignored'>>();
  #foreground: RunningProcess | undefined;

  constructor(around: PipelineSurroundings, output: OutputSink) {
    this.#around = around;
    this.#output = output;
  }

  /** The program that the terminal's keys go to. */
  get foreground(): RunningProcess | undefined {
    return this.#foreground;
  }

  set foreground(process: RunningProcess | undefined) {
    this.#foreground = process;
  }

  resize(size: TerminalSize): void {
    for (const { stages } of this.#all.values()) {
      for (const { process } of stages) process.resize(size);
    }
  }

  stop(exitCode: number): void {
    for (const pipeline of this.#all.values()) pipeline.stop(exitCode);
  }

  /** As `stop`, for those that do not ignore this signal. */
  signal(name: SignalName): void {
    for (const pipeline of this.#all.values()) {
      if (!pipeline.ignored?.includes(name)) pipeline.stop(exitCodeOf(name));
    }
  }

  /** Whether the program that has the terminal ignores this signal. */
  foregroundIgnores(name: SignalName): boolean {
    return [...this.#all.values()].some(
      ({ ignored, stages }) =>
        ignored?.includes(name) && stages.some(({ process }) => process === this.#foreground),
    );
  }

  /** Ends what one call runs; nothing when it has ended. */
  cancel(call: number, exitCode: number): void {
    this.#all.get(call)?.stop(exitCode);
  }

  /**
   * Runs programs to their end.
   *
   * @throws LabError `TooManyProcesses`.
   * @throws TreeError when a redirection cannot be opened.
   */
  async run(
    call: number,
    request: RunRequest,
    shell: { interactive: boolean; size: TerminalSize | null },
  ): Promise<RunResult> {
    const { foreground } = request;
    const kept = { 1: [] as Uint8Array[], 2: [] as Uint8Array[] };
    const keep: OutputSink = {
      write(fd, data) {
        kept[fd].push(data);
      },
      discard: () => undefined,
    };
    const isAlone = !request.then?.length && !request.redirects?.some(({ fd }) => fd !== 2);
    const readsTerminal = foreground && shell.interactive && isAlone;
    const pipeline = startPipeline(this.#around, request, {
      output: foreground ? this.#output : keep,
      stdin: readsTerminal ? null : request.stdin,
      terminal: readsTerminal ? shell.size : null,
    });
    const { ignored = [] } = request;
    this.#all.set(call, { ...pipeline, ignored });
    const first = pipeline.stages[0]?.process;
    if (readsTerminal) this.#foreground = first;
    try {
      const codes = await pipeline.ended;
      return {
        exitCode: codes.at(-1) ?? 0,
        ...(codes.length > 1 ? { exitCodes: codes } : {}),
        stdout: joinBytes(kept[1]),
        stderr: joinBytes(kept[2]),
      };
    } finally {
      this.#all.delete(call);
      if (this.#foreground === first) this.#foreground = undefined;
    }
  }
}
