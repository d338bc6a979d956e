import type { FileSystemTree, LabRequest, LabResponseHead } from '#container';
import type { Thrown } from './thrown.ts';

/** How the page's `LabContainer` and the kernel talk, on one port. Paths are absolute. */
export type ToContainer =
  | {
      readonly type: 'call';
      readonly id: number;
      readonly method: keyof ContainerCalls;
      readonly args: readonly unknown[];
    }
  /** Text for a process; `null` closes its standard input. */
  | { readonly type: 'input'; readonly process: number; readonly text: string | null }
  | {
      readonly type: 'resize';
      readonly process: number;
      readonly columns: number;
      readonly rows: number;
    }
  | { readonly type: 'kill'; readonly process: number }
  /** The reader has taken this many characters of output: so many more may be sent. */
  | { readonly type: 'taken'; readonly process: number; readonly characters: number }
  | {
      readonly type: 'watch';
      readonly id: number;
      readonly path: string;
      readonly recursive: boolean;
    }
  | { readonly type: 'unwatch'; readonly id: number }
  /** Whether the page has an editor that shows files when it is told to. */
  | { readonly type: 'takes-edits'; readonly takes: boolean }
  /** Asks a port of the lab; answered by `answer…` of the same id. */
  | {
      readonly type: 'ask';
      readonly id: number;
      readonly port: number;
      readonly request: LabRequest;
    }
  /** Closes the connection of an `ask`. */
  | { readonly type: 'hang-up'; readonly id: number };

export type FromContainer =
  | { readonly type: 'return'; readonly id: number; readonly value: unknown }
  | ({ readonly type: 'throw'; readonly id: number } & Thrown)
  /** Before the `return` of its `spawn`, so that nothing of the process is missed. */
  | { readonly type: 'spawned'; readonly process: number }
  | { readonly type: 'output'; readonly process: number; readonly text: string }
  /** After the last output. */
  | { readonly type: 'exit'; readonly process: number; readonly code: number }
  | { readonly type: 'watched'; readonly id: number; readonly events: readonly WatchEvent[] }
  | { readonly type: 'error'; readonly message: string }
  /** A file is to be shown in the page's editor. The path is absolute and in the working directory. */
  | { readonly type: 'edit'; readonly path: string; readonly line: number | null }
  | { readonly type: 'port'; readonly port: number; readonly kind: 'open' | 'close' }
  | { readonly type: 'answer'; readonly id: number; readonly head: LabResponseHead }
  | { readonly type: 'answer-data'; readonly id: number; readonly data: Uint8Array }
  | { readonly type: 'answer-end'; readonly id: number }
  | {
      readonly type: 'answer-failed';
      readonly id: number;
      readonly code: string;
      readonly message: string;
    };

/** As `fs.watch` of Node: what happened, and the name relative to what is watched. */
export type WatchEvent = readonly [kind: 'rename' | 'change', name: string];

/** What the page may ask. Each is answered by `return` or `throw`; messages of file errors begin with Node's code. */
export interface ContainerCalls {
  readFile(path: string): Uint8Array;
  writeFile(path: string, bytes: Uint8Array): void;
  readdir(path: string): readonly DirectoryEntry[];
  mkdir(path: string, recursive: boolean): void;
  rm(path: string, options: { recursive: boolean; force: boolean }): void;
  rename(from: string, to: string): void;
  mount(tree: FileSystemTree, at: string): void;
  export(path: string, options: ExportFilter): FileSystemTree;
  /** Open ports, ascending. */
  ports(): readonly number[];
  /** The number of the new process. */
  spawn(request: SpawnRequest): number;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'symlink';
}

/** Glob patterns on paths relative to what is exported; an `includes` match wins over an `excludes` match. */
export interface ExportFilter {
  readonly includes: readonly string[];
  readonly excludes: readonly string[];
}

export interface SpawnRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly terminal: TerminalSize | null;
  /** False when nobody will read the output: it is dropped. */
  readonly output: boolean;
  /** Files in the place of the standard streams: absolute paths. */
  readonly between?: { readonly stdin: string; readonly stdout: string; readonly stderr: string };
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}
