import type { ProcessInfo } from './process-table.ts';
import type { SignalName } from './signals.ts';
import type { TreeStats } from './tree.ts';

/**
 * How a shell worker and the kernel talk, on one private port.
 *
 * The shell worker interprets; the kernel owns files, processes and the session. So a shell that does not answer an
 * interrupt can be terminated and another one started with the same session: nothing is lost but the running line.
 */
export type ToShell =
  | {
      readonly type: 'start';
      /** `['bash']` is interactive when `terminal` is given; `['bash', '-c', line, name, args…]` and `['bash', script, args…]` are not. */
      readonly argv: readonly string[];
      readonly session: ShellSession;
      /** Standard input of a shell that is not interactive. */
      readonly stdin: Uint8Array;
      readonly terminal: { readonly columns: number; readonly rows: number } | null;
      /** The shell's process number: `$$`. */
      readonly number: number;
      /** Names of the programs that `run` can start, for `command -v`, completion and "not found". */
      readonly programs: readonly string[];
    }
  /** Keys as the terminal sends them (UTF-8 with escape sequences); never Ctrl-C while a line runs: that is `interrupt`. */
  | { readonly type: 'input'; readonly text: string }
  | { readonly type: 'resize'; readonly columns: number; readonly rows: number }
  | { readonly type: 'interrupt' }
  /** To a shell that is not interactive. Answered by `signalled` within `INTERRUPT_GRACE_MS`, or the worker is ended. */
  | { readonly type: 'signal'; readonly name: SignalName }
  /** To be answered by `rests` when the shell comes to rest. */
  | { readonly type: 'ask-rest' }
  | { readonly type: 'return'; readonly id: number; readonly value: unknown }
  | {
      readonly type: 'throw';
      readonly id: number;
      readonly code: string;
      readonly message: string;
    };

export type FromShell =
  | { readonly type: 'ready' }
  | { readonly type: 'output'; readonly fd: 1 | 2; readonly data: Uint8Array }
  /** An interactive shell begins (`true`) or ends a command line: while it runs, the kernel turns Ctrl-C into `interrupt`. */
  | { readonly type: 'running'; readonly running: boolean }
  /** The running line was stopped by `interrupt`. Sent within `INTERRUPT_GRACE_MS`, or the worker is terminated. */
  | { readonly type: 'interrupted' }
  /** What became of a `signal`: the script has a trap for it and goes on, or ends (after its trap on EXIT). */
  | { readonly type: 'signalled'; readonly goesOn: boolean }
  /** Stops the programs of a `run` or `waitFor` that nobody waits for any longer. */
  | { readonly type: 'cancel'; readonly id: number }
  /** After each line: what a successor needs. */
  | { readonly type: 'session'; readonly session: ShellSession }
  /** The answer to `ask-rest`, with what the shell knows of its own computing since the last one. */
  | { readonly type: 'rests'; readonly computedMs: number }
  | { readonly type: 'exit'; readonly code: number }
  | {
      readonly type: 'call';
      readonly id: number;
      readonly method: keyof ShellCalls;
      readonly args: readonly unknown[];
    };

/** How long a shell may take to answer `interrupt` before it is terminated, in ms. */
export const INTERRUPT_GRACE_MS = 250;

/** What survives from command to command, and from a terminated shell to its successor. */
export interface ShellSession {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Names in `env` that are exported to programs. */
  readonly exported: readonly string[];
  /** Source text of functions and aliases, to be evaluated before the next command. */
  readonly definitions: string;
  /** Of `set -o`. */
  readonly options: readonly string[];
  /** Oldest first, at most 1,000 lines. */
  readonly history: readonly string[];
  readonly lastExitCode: number;
}

/** What a shell worker may ask of the kernel. Each is answered by `return` or, for a file error, `throw` with Node's code. Paths are absolute. */
export interface ShellCalls {
  readFile(path: string): Uint8Array;
  writeFile(path: string, bytes: Uint8Array, options: { append?: boolean; mode?: number }): void;
  exists(path: string): boolean;
  stat(path: string): TreeStats;
  lstat(path: string): TreeStats;
  mkdir(path: string, options: { recursive?: boolean }): void;
  /** Sorted; each with its type, so that listing needs one call. */
  readdir(path: string): readonly { name: string; kind: 'file' | 'folder' | 'symlink' }[];
  rm(path: string, options: { recursive?: boolean; force?: boolean }): void;
  rename(from: string, to: string): void;
  copy(from: string, to: string, options: { recursive?: boolean }): void;
  symlink(target: string, path: string): void;
  link(existing: string, path: string): void;
  readlink(path: string): string;
  realpath(path: string): string;
  chmod(path: string, mode: number): void;
  utimes(path: string, mtimeMs: number): void;
  /** Every path of the tree, absolute; for globbing. */
  paths(): readonly string[];
  /** Runs programs of the kernel's registry (python3, git…) to their end. */
  run(request: RunRequest): RunResult;
  /** Starts a background job and does not wait for it. */
  startJob(request: JobRequest): JobState;
  /** The jobs of one shell, oldest first, ended ones among them until they are forgotten. */
  jobs(shell: number): readonly JobState[];
  forgetJobs(shell: number, processes: readonly number[]): void;
  /** A shell has ended: what runs goes on without it. */
  leaveJobs(shell: number): void;
  /** Forgets a job, which runs on. */
  disown(shell: number, process: number): void;
  /** Waits until one of these jobs has ended; `foreground` gives it the terminal's keys meanwhile. `null` when there is none. */
  waitFor(shell: number, processes: readonly number[], foreground: boolean): JobState | null;
  /** False when no such process is alive. */
  signal(process: number, name: SignalName | 0): boolean;
  /** All processes of the container. */
  processes(): readonly ProcessInfo[];
}

/** Programs that run at the same time, each reading what the one before it writes. One program is the usual case. */
export interface RunRequest {
  readonly argv: readonly string[];
  /** The programs after the first. */
  readonly then?: readonly (readonly string[])[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Of the first program. */
  readonly stdin: Uint8Array;
  readonly redirects?: readonly ProgramRedirect[];
  /** The last program is stopped as by a broken pipe when it has written so many lines: its reader takes no more. */
  readonly enoughLines?: number;
  /**
   * True for the only program of an interactive line, without pipe or redirection: its output goes to the terminal as
   * it is written and its input comes from the terminal; `RunResult` then has empty output.
   */
  readonly foreground: boolean;
  /** Signals that the shell ignores: the programs do, too. */
  readonly ignored?: readonly SignalName[];
}

/** Where a program's input comes from, or its output goes as it is written. They apply in order, as in any shell. */
export interface ProgramRedirect {
  /** 0 is the first program. */
  readonly stage: number;
  readonly fd: 0 | 1 | 2;
  /** An absolute path, or the descriptor whose place it takes (`2>&1`). */
  readonly to: { readonly path: string; readonly append: boolean } | { readonly descriptor: 1 | 2 };
}

export interface RunResult {
  /** Of the last program: 130 when it was interrupted, 137 when it was killed. */
  readonly exitCode: number;
  /** Of all programs, in order; absent when there is one. */
  readonly exitCodes?: readonly number[];
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

/** A background job: programs, or a shell that begins as a copy of the one that asks. */
export interface JobRequest {
  /** The shell that it belongs to: a number that a worker gives to each of its shells. */
  readonly shell: number;
  /** As it was typed, for `jobs`. */
  readonly text: string;
  readonly job:
    | Omit<RunRequest, 'foreground' | 'enoughLines'>
    | { readonly argv: readonly string[]; readonly session: ShellSession };
}

export interface JobState {
  /** `%1` */
  readonly number: number;
  /** `$!` */
  readonly process: number;
  readonly text: string;
  /** `null` while it runs. */
  readonly exitCode: number | null;
}
