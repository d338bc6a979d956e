import type { Tree } from '../../kernel/tree.ts';
import { resolvePath } from '../../kernel/paths.ts';

/** What this worker is as a process. Filled in when it stops being a spare; a worker is one process. */
export interface ProcessState {
  tree: Tree;
  cwd: string;
  argv: string[];
  execArgv: string[];
  env: Record<string, string>;
  pid: number;
  columns: number;
  rows: number;
  stdoutIsTerminal: boolean;
  stdinIsTerminal: boolean;
  hasParent: boolean;
}

export const state: ProcessState = {
  tree: undefined as unknown as Tree,
  cwd: '/',
  argv: [],
  execArgv: [],
  env: {},
  pid: 2,
  columns: 80,
  rows: 24,
  stdoutIsTerminal: false,
  stdinIsTerminal: false,
  hasParent: false,
};

/** A path of the program as the tree knows it. */
export const absolute = (path: string): string => resolvePath(state.cwd, path);

export const NODE_VERSION = 'v24.21.0';
