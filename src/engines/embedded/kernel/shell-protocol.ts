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
      /** Names of the programs that `run` can start, for `command -v`, completion and "not found". */
      readonly programs: readonly string[];
    }
  /** Keys as the terminal sends them (UTF-8 with escape sequences); never Ctrl-C while a line runs: that is `interrupt`. */
  | { readonly type: 'input'; readonly text: string }
  | { readonly type: 'resize'; readonly columns: number; readonly rows: number }
  | { readonly type: 'interrupt' }
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
  /** After each line: what a successor needs. */
  | { readonly type: 'session'; readonly session: ShellSession }
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
  /** Runs a program of the kernel's registry (python3, git…) to its end. */
  run(request: RunRequest): RunResult;
}

export interface RunRequest {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: Uint8Array;
  /**
   * True for the only program of an interactive line, without pipe or redirection: its output goes to the terminal as
   * it is written and its input comes from the terminal; `RunResult` then has empty output.
   */
  readonly foreground: boolean;
}

export interface RunResult {
  /** 130 when the program was interrupted, 137 when it was killed. */
  readonly exitCode: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}
