import { joinBytes } from '#container';
import type { Tree } from '../../kernel/tree.ts';

/** What a program that runs in a worker of its own (`tar`, `make`…) is given. Such programs are ours. */
export interface ToolContext {
  /** `argv[0]` is the program's name as called. */
  readonly argv: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** A copy of the lab's tree. What the tool changes in it becomes the lab's by `saveFiles`, at the end at the latest. */
  readonly tree: Tree;
  /** True when standard output goes straight to the learner's terminal. */
  readonly toTerminal: boolean;
  /** True when standard input is the learner's terminal. */
  readonly fromTerminal: boolean;
  readonly columns: number;
  /** The next bytes of standard input; `null` at its end. A terminal gives a line at a time. */
  read(): Promise<Uint8Array | null>;
  stdout(text: string | Uint8Array): void;
  stderr(text: string | Uint8Array): void;
  /** Tells the lab what has changed so far. */
  saveFiles(): void;
  /** Runs another program of the lab to its end. @throws Error when it cannot be started. */
  run(argv: readonly string[], options: ToolRun): Promise<ToolRan>;
}

/** How a tool runs another program. */
export interface ToolRun {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** All of standard input; the tool's own when it is left out. */
  readonly stdin?: Uint8Array;
  /** True to get standard output, which else goes where the tool's own goes. */
  readonly captures?: boolean;
}

export interface ToolRan {
  readonly exitCode: number;
  /** Empty unless captured. */
  readonly stdout: Uint8Array;
}

/** Resolves to the exit code, 0 to 255. */
export type Tool = (context: ToolContext) => Promise<number>;

/** Ends a tool with a message, complete with its line end, and an exit code. */
export class ToolExit extends Error {
  readonly exitCode: number;
  readonly fd: 1 | 2;
  constructor(exitCode: number, message = '', fd: 1 | 2 = 2) {
    super(message);
    this.exitCode = exitCode;
    this.fd = fd;
  }
}

/** All of standard input. */
export async function readAll(context: ToolContext): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let part = await context.read(); part; part = await context.read()) parts.push(part);
  return joinBytes(parts);
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EEXIST: 'File exists',
  ENOTEMPTY: 'Directory not empty',
  ELOOP: 'Too many levels of symbolic links',
  ENOSPC: 'No space left on device',
  EFBIG: 'File too large',
  ENAMETOOLONG: 'File name too long',
  EINVAL: 'Invalid argument',
  EILSEQ: 'Invalid or incomplete multibyte or wide character',
};

/** What is wrong with a file, as C's `strerror` has it; other errors by their message. */
export function strerror(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return WORDS[code] ?? (error instanceof Error ? error.message : String(error));
}
