import type { PackedTree, TreeDelta } from './pack.ts';
import type { Tree } from './tree.ts';

/**
 * What a program that runs inside the kernel (git, curl…) is given. Such programs are ours; learner code never runs so.
 */
export interface ProgramContext {
  /** `argv[0]` is the program's name as called. */
  readonly argv: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly tree: Tree;
  /** All of standard input; empty when it is a terminal. */
  readonly stdin: Uint8Array;
  /** True when standard output goes straight to the learner's terminal (colour and paging rules ask for it). */
  readonly toTerminal: boolean;
  readonly columns: number;
  stdout(text: string | Uint8Array): void;
  stderr(text: string | Uint8Array): void;
  readonly signal: AbortSignal;
}

/** A program of the kernel's registry. Resolves to the exit code, 0 to 255. */
export type Program = (context: ProgramContext) => Promise<number>;

/** What a worker that is a process (Python, later Node) is told. Sent on its private port. */
export type ToProcess =
  | {
      readonly type: 'start';
      readonly argv: readonly string[];
      readonly cwd: string;
      readonly env: Readonly<Record<string, string>>;
      /** All files that the process may see, at absolute paths. The buffer is transferred. */
      readonly tree: PackedTree;
      /** Bytes of standard input known before the start; `null` in `input` messages means end of file. */
      readonly stdin: Uint8Array | null;
      /** True when more of standard input may come by `input`. */
      readonly interactive: boolean;
      /** True when standard output, and input that is interactive, are the learner's terminal; false unless told. */
      readonly toTerminal?: boolean;
      readonly columns: number;
      readonly rows: number;
    }
  | { readonly type: 'input'; readonly data: Uint8Array | null };

/** What such a worker says. It is hostile: nothing here is a verdict, and the kernel holds every field to its limits. */
export type FromProcess =
  /** Booted and waiting for `start`: a warm spare. */
  | { readonly type: 'ready' }
  | { readonly type: 'output'; readonly fd: 1 | 2; readonly data: Uint8Array }
  /** The program waits for a line on standard input. */
  | { readonly type: 'input-wanted' }
  | { readonly type: 'exit'; readonly code: number; readonly delta: TreeDelta }
  /** The interpreter itself broke (not the learner's program). */
  | { readonly type: 'broken'; readonly message: string };
