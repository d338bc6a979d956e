import { startPipeline, type Launched, type PipelineSurroundings } from './pipeline.ts';
import type { OutputSink } from './running-process.ts';
import type { JobRequest, JobState } from './shell-protocol.ts';

const NO_INPUT = new Uint8Array(0);

interface Job {
  readonly shell: number;
  readonly number: number;
  readonly process: number;
  readonly text: string;
  readonly stages: readonly Launched[];
  readonly ended: Promise<unknown>;
  exitCode: number | null;
}

/** The background jobs of the shells of one worker. They live on when the worker is replaced. */
export class ShellJobs {
  readonly #around: PipelineSurroundings;
  readonly #output: OutputSink;
  #jobs: Job[] = [];

  constructor(around: PipelineSurroundings, output: OutputSink) {
    this.#around = around;
    this.#output = output;
  }

  /** @throws LabError `TooManyProcesses`. @throws TreeError when a redirection cannot be opened. */
  start({ shell, text, job }: JobRequest): JobState {
    const { stages, ended } = 'session' in job ? this.#startShell(job) : this.#startPrograms(job);
    const number = Math.max(0, ...this.#of(shell).map((other) => other.number)) + 1;
    const process = stages.at(-1)?.number ?? 0;
    const made: Job = { shell, number, process, text, stages, ended, exitCode: null };
    this.#jobs.push(made);
    void ended.then((codes) => {
      made.exitCode = codes.at(-1) ?? 0;
    });
    return stateOf(made);
  }

  #startPrograms(job: Exclude<JobRequest['job'], { session: unknown }>) {
    const request = { ...job, foreground: false };
    return startPipeline(this.#around, request, {
      output: this.#output,
      stdin: job.stdin,
      terminal: null,
    });
  }

  #startShell(job: Extract<JobRequest['job'], { session: unknown }>) {
    const { argv, session } = job;
    const { cwd, env } = session;
    const launched = this.#around.launch({
      argv,
      cwd,
      env,
      session,
      stdin: NO_INPUT,
      terminal: null,
      output: this.#output,
    });
    return { stages: [launched], ended: launched.process.exited.then((code) => [code]) };
  }

  list(shell: number): JobState[] {
    return this.#of(shell).map(stateOf);
  }

  forget(shell: number, processes: readonly number[]): void {
    this.#jobs = this.#jobs.filter(
      (job) => job.shell !== shell || !processes.includes(job.process) || job.exitCode === null,
    );
  }

  leave(shell: number): void {
    this.#jobs = this.#jobs.filter((job) => job.shell !== shell);
  }

  disown(shell: number, process: number): void {
    this.#jobs = this.#jobs.filter((job) => job.shell !== shell || job.process !== process);
  }

  /** The first of these jobs that ends, also when it has ended before; `null` when the shell has none of them. */
  async waitFor(shell: number, processes: readonly number[]): Promise<JobState | null> {
    const asked = this.#of(shell).filter(({ process }) => processes.includes(process));
    if (asked.length === 0) return null;
    const isOver = (job: Job) => job.exitCode !== null;
    if (!asked.some(isOver)) await Promise.race(asked.map(({ ended }) => ended));
    const over = asked.find(isOver);
    return over ? stateOf(over) : null;
  }

  find(shell: number, process: number): readonly Launched[] {
    return this.#of(shell).find((job) => job.process === process)?.stages ?? [];
  }

  stop(exitCode: number): void {
    for (const { stages } of this.#jobs) {
      for (const { process } of stages) process.stop(exitCode);
    }
  }

  #of(shell: number): Job[] {
    return this.#jobs.filter((job) => job.shell === shell);
  }
}

const stateOf = ({ number, process, text, exitCode }: Job): JobState => ({
  number,
  process,
  text,
  exitCode,
});
