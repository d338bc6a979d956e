import type { TerminalSize } from './container-protocol.ts';
import type { ChildrenToProcess, FromProcess } from './process.ts';
import {
  EXIT_KILLED,
  type OutputSink,
  type RunningProcess,
  type StartRequest,
} from './running-process.ts';
import type { Tree } from './tree.ts';

type Said = Partial<Record<string, unknown>> & { readonly type?: FromProcess['type'] };

/** Where one stream of a child goes: to its parent, where the parent's own goes, or nowhere. */
type Way = 'pipe' | 'inherit' | 'ignore';

interface ReadSpawn {
  readonly id: number;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: Way | 'fed' | Uint8Array;
  readonly stdout: Way;
  readonly stderr: Way | 'stdout';
}

export interface ChildrenParts {
  readonly tree: Tree;
  readonly launch: (request: StartRequest) => RunningProcess;
  readonly post: (message: ChildrenToProcess) => void;
  /** Where the parent's own output goes. */
  readonly output: OutputSink;
  readonly terminal: () => TerminalSize | null;
  /** Called before the parent is told that a child has ended: it sees the files as the child left them. */
  readonly beforeExit: () => void;
}

const MOST_ARGUMENTS = 10_000;

/**
 * The programs that one process starts, for a process that runs in a worker.
 *
 * The worker is hostile: every field is checked, and children end with their parent.
 */
export class ProcessChildren {
  readonly #parts: ChildrenParts;
  readonly #children = new Map<number, RunningProcess>();
  #heir: RunningProcess | undefined;

  constructor(parts: ChildrenParts) {
    this.#parts = parts;
  }

  /** The child that has taken over the parent's standard input. */
  get heir(): RunningProcess | undefined {
    return this.#heir;
  }

  end(): void {
    for (const child of this.#children.values()) child.stop(EXIT_KILLED);
    this.#children.clear();
  }

  resize(size: TerminalSize): void {
    for (const child of this.#children.values()) child.resize(size);
  }

  /** Takes what the process said; false when it is about something else. */
  hear(said: Said): boolean {
    switch (said.type) {
      case 'spawn':
        this.#spawn(said);
        return true;
      case 'child-input':
        this.#input(said);
        return true;
      case 'child-kill': {
        const code = Number(said['code']);
        this.#children
          .get(Number(said['id']))
          ?.stop(Number.isInteger(code) ? code & 0xff : EXIT_KILLED);
        return true;
      }
      case 'child-message':
        this.#children.get(Number(said['id']))?.message?.(said['data']);
        return true;
      default:
        return false;
    }
  }

  #input(said: Said): void {
    const child = this.#children.get(Number(said['id']));
    const { data } = said;
    if (data === null) {
      child?.input(null);
      child?.feed?.(null);
    } else if (typeof data === 'string') child?.input(data);
    else if (data instanceof Uint8Array) child?.feed?.(data);
  }

  #spawn(said: Said): void {
    const read = readSpawn(said);
    if (!read) return;
    const { id, argv, cwd, env, stdin } = read;
    const { tree, launch, post, output } = this.#parts;
    const fail = (code: string, message: string) => {
      post({ type: 'child-failed', id, code, message });
    };
    if (this.#children.has(id)) return;
    if (tree.tryLookup(cwd)?.children === undefined || tree.tryLookup(cwd)?.children === null) {
      fail('ENOENT', 'no such folder');
      return;
    }
    const ways = { 1: read.stdout, 2: read.stderr };
    const sink: OutputSink = {
      write: (from, data) => {
        const fd = ways[from] === 'stdout' ? 1 : from;
        if (ways[fd] === 'inherit') output.write(fd, data);
        else if (ways[fd] === 'pipe') post({ type: 'child-output', id, fd, data });
      },
      discard: () => {
        if (ways[1] === 'inherit') output.discard();
      },
    };
    const terminal = stdin === 'inherit' && ways[1] === 'inherit' ? this.#parts.terminal() : null;
    let child: RunningProcess;
    try {
      child = launch({
        argv,
        cwd,
        env: { ...env, PWD: cwd },
        stdin: stdin instanceof Uint8Array ? stdin : stdin === 'ignore' ? new Uint8Array(0) : null,
        piped: stdin === 'fed',
        terminal,
        output: sink,
        toParent: (data) => {
          post({ type: 'child-message', id, data });
        },
      });
    } catch (error) {
      fail('EAGAIN', error instanceof Error ? error.message : String(error));
      return;
    }
    this.#children.set(id, child);
    if (stdin === 'inherit') this.#heir = child;
    post({ type: 'child-started', id });
    void child.exited.then((code) => {
      this.#children.delete(id);
      if (this.#heir === child) this.#heir = undefined;
      this.#parts.beforeExit();
      post({ type: 'child-exit', id, code });
    });
  }
}

function readSpawn(said: Said): ReadSpawn | undefined {
  const { id, argv, cwd, env, stdin, stdout, stderr } = said;
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return undefined;
  if (!Array.isArray(argv) || argv.length === 0 || argv.length > MOST_ARGUMENTS) return undefined;
  if (!argv.every((word) => typeof word === 'string')) return undefined;
  if (typeof cwd !== 'string' || !cwd.startsWith('/')) return undefined;
  if (typeof env !== 'object' || env === null) return undefined;
  const entries = Object.entries(env).filter(([, value]) => typeof value === 'string');
  if (!isWay(stdout) || !(isWay(stderr) || stderr === 'stdout')) return undefined;
  if (!isWay(stdin) && stdin !== 'fed' && !(stdin instanceof Uint8Array)) return undefined;
  return {
    id,
    argv,
    cwd,
    env: Object.fromEntries(entries),
    stdin,
    stdout,
    stderr,
  };
}

const isWay = (value: unknown): value is Way =>
  value === 'pipe' || value === 'inherit' || value === 'ignore';
