import { Tree } from '../../../../src/engines/embedded/kernel/tree.ts';
import type { Limits } from '../../../../src/engines/embedded/kernel/limits.ts';
import { ToolExit, type Tool } from '../../../../src/engines/embedded/programs/tool/tool.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A tree with the folder `/home/lab`. */
export function labTree(limits: Partial<Limits> = {}): Tree {
  const tree = new Tree(limits);
  tree.mkdir('/home/lab', { recursive: true });
  return tree;
}

/** Runs a tool on a tree, in `/home/lab`, without a worker. */
export async function runTool(
  tool: Tool,
  argv: readonly string[],
  tree: Tree,
  input: readonly Uint8Array[] = [],
): Promise<Ran> {
  const said = { 1: '', 2: '' };
  const write = (fd: 1 | 2) => (text: string | Uint8Array) => {
    said[fd] += typeof text === 'string' ? text : new TextDecoder().decode(text);
  };
  const left = [...input];
  const result = tool({
    argv,
    cwd: '/home/lab',
    env: {},
    tree,
    toTerminal: false,
    fromTerminal: false,
    columns: 80,
    read: () => Promise.resolve(left.shift() ?? null),
    stdout: write(1),
    stderr: write(2),
    saveFiles: () => undefined,
    run: () => Promise.reject(new Error('no other program here')),
  });
  const code = await result.catch((error: unknown) => {
    if (!(error instanceof ToolExit)) throw error;
    said[error.fd] += error.message;
    return error.exitCode;
  });
  return { code, stdout: said[1], stderr: said[2] };
}
