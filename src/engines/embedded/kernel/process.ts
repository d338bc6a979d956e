import type { LabRequest, LabResponseHead } from '#container';
import type { PackedTree, TreeDelta } from './pack.ts';
import type { AskedPorts, PortRequest } from './port-table.ts';
import type { RunOptions } from './program-children.ts';
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
  /** The lab's ports: the only thing that a program can reach by HTTP. */
  readonly ports: AskedPorts;
  /** All of standard input; empty when it is a terminal. */
  readonly stdin: Uint8Array;
  /** True when standard output goes straight to the learner's terminal (colour and paging rules ask for it). */
  readonly toTerminal: boolean;
  readonly columns: number;
  stdout(text: string | Uint8Array): void;
  stderr(text: string | Uint8Array): void;
  /** Runs another program of the lab to its end; resolves to its exit code. It ends when this program is stopped. */
  run(argv: readonly string[], options?: RunOptions): Promise<number>;
  /** Shows a file of the lab's folder in the page's editor, at a line counted from 1. */
  readonly edit?: (path: string, line: number | null) => EditOutcome;
  readonly signal: AbortSignal;
}

/** What became of it; `outside` is a path that is not in the folder that the page shows. */
export type EditOutcome = 'shown' | 'no editor' | 'outside';

/** A program of the kernel's registry. Resolves to the exit code, 0 to 255. */
export type Program = (context: ProgramContext) => Promise<number>;

/** What a worker that is a process (Python, Node) is told. Sent on its private port. */
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
      /** The process's number in its container. */
      readonly pid?: number;
      /** True when another process started it and takes its messages. */
      readonly hasParent?: boolean;
    }
  | { readonly type: 'input'; readonly data: Uint8Array | null }
  /** Ctrl-C was pressed in the line that `line-wanted` asked for: it is given up. */
  | { readonly type: 'line-interrupted' }
  /** What others have changed in the tree meanwhile. Only to kinds of workers that take it. */
  | { readonly type: 'files'; readonly delta: TreeDelta }
  /** To be answered by `rests` when the process comes to rest. */
  | { readonly type: 'ask-rest' }
  /** The terminal has another size. */
  | { readonly type: 'resize'; readonly columns: number; readonly rows: number }
  | ChildrenToProcess
  | PortsToProcess;

/** Of the programs that the process started, and of the one that started it. Ids are the process's own. */
export type ChildrenToProcess =
  | { readonly type: 'child-started'; readonly id: number }
  /** It could not be started. `code` is POSIX's. */
  | {
      readonly type: 'child-failed';
      readonly id: number;
      readonly code: string;
      readonly message: string;
    }
  | {
      readonly type: 'child-output';
      readonly id: number;
      readonly fd: 1 | 2;
      readonly data: Uint8Array;
    }
  /** After the last output. */
  | { readonly type: 'child-exit'; readonly id: number; readonly code: number }
  /** A message of a child, as data. */
  | { readonly type: 'child-message'; readonly id: number; readonly data: unknown }
  /** A message of the parent, as data. */
  | { readonly type: 'parent-message'; readonly data: unknown };

/** Of ports: the answers to what the process said, and requests to it. */
export type PortsToProcess =
  /** The answer to `listen` of this `id`: the port, also when any was asked for. */
  | { readonly type: 'listening'; readonly id: number; readonly port: number }
  | {
      readonly type: 'listen-failed';
      readonly id: number;
      /** `EADDRINUSE`, `EINVAL`, `EMFILE`. */
      readonly code: string;
      readonly message: string;
    }
  /** Somebody asks a port of the process; to be answered by `respond…` of the same `id`. */
  | {
      readonly type: 'request';
      readonly id: number;
      readonly port: number;
      readonly request: PortRequest;
    }
  /** Whoever asked has gone: an answer would be dropped. */
  | { readonly type: 'request-abandoned'; readonly id: number }
  /** The answer to `ask` of this `id`: status and headers, then data, then the end; or at any time a failure. */
  | { readonly type: 'answer'; readonly id: number; readonly head: LabResponseHead }
  | { readonly type: 'answer-data'; readonly id: number; readonly data: Uint8Array }
  | { readonly type: 'answer-end'; readonly id: number }
  | {
      readonly type: 'answer-failed';
      readonly id: number;
      /** `ECONNREFUSED`, `ECONNRESET`, `EFBIG`, `EINVAL`, `EMFILE`. */
      readonly code: string;
      readonly message: string;
    }
  | { readonly type: 'knocked'; readonly id: number; readonly open: boolean };

/** What such a worker says. It is hostile: nothing here is a verdict, and the kernel holds every field to its limits. */
export type FromProcess =
  /** Booted and waiting for `start`: a warm spare. */
  | { readonly type: 'ready' }
  | { readonly type: 'output'; readonly fd: 1 | 2; readonly data: Uint8Array }
  /** The program waits for a line on standard input. */
  | { readonly type: 'input-wanted' }
  /** The program shows this prompt on its terminal and waits for a line that can be edited, with those before as history. */
  | { readonly type: 'line-wanted'; readonly prompt: string }
  /** The answer to `ask-rest`; `computedMs` is what it knows of its own computing since the last one. */
  | { readonly type: 'rests'; readonly computedMs?: number }
  /** It stands still for so many ms, and answers nothing meanwhile. */
  | { readonly type: 'sleeps'; readonly ms: number }
  /** Files that it has changed so far; to be kept although it runs on. */
  | { readonly type: 'changes'; readonly delta: TreeDelta }
  | { readonly type: 'exit'; readonly code: number; readonly delta: TreeDelta }
  | ChildrenFromProcess
  | PortsFromProcess
  /** The interpreter itself broke (not the learner's program). */
  | { readonly type: 'broken'; readonly message: string };

/** Of the programs that the process starts. A child ends with its parent. */
export type ChildrenFromProcess =
  | {
      readonly type: 'spawn';
      readonly id: number;
      readonly argv: readonly string[];
      /** Absolute. */
      readonly cwd: string;
      readonly env: Readonly<Record<string, string>>;
      /**
       * All of standard input, or where it comes from: `child-input` (with `fed` it may take its time), the parent's own,
       * nowhere.
       */
      readonly stdin: Uint8Array | 'pipe' | 'fed' | 'inherit' | 'ignore';
      readonly stdout: 'pipe' | 'inherit' | 'ignore';
      /** `stdout`: where standard output goes. */
      readonly stderr: 'pipe' | 'inherit' | 'ignore' | 'stdout';
    }
  /** `null` is the end of its standard input. Bytes are for a child that is `fed`. */
  | {
      readonly type: 'child-input';
      readonly id: number;
      readonly data: string | Uint8Array | null;
    }
  /** Ends it at once with this exit code. */
  | { readonly type: 'child-kill'; readonly id: number; readonly code: number }
  | { readonly type: 'child-message'; readonly id: number; readonly data: unknown }
  /** To whoever started this process. */
  | { readonly type: 'parent-message'; readonly data: unknown };

/** Of ports. Ids are the process's own; an id of `ask` and one of `listen` have nothing to do with each other. */
export type PortsFromProcess =
  /** Wants a port, or any for 0. It is freed by `unlisten`, or when the process ends. */
  | { readonly type: 'listen'; readonly id: number; readonly port: number }
  | { readonly type: 'unlisten'; readonly port: number }
  /** Answers the `request` of this `id`. */
  | { readonly type: 'respond'; readonly id: number; readonly head: LabResponseHead }
  | { readonly type: 'respond-data'; readonly id: number; readonly data: Uint8Array }
  | { readonly type: 'respond-end'; readonly id: number }
  /** Asks a port of the lab. */
  | {
      readonly type: 'ask';
      readonly id: number;
      readonly port: number;
      readonly request: LabRequest;
    }
  /** Closes the connection of an `ask`. */
  | { readonly type: 'hang-up'; readonly id: number }
  /** Whether anybody listens: answered by `knocked`. */
  | { readonly type: 'knock'; readonly id: number; readonly port: number };
