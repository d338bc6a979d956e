import type { Inode } from '../kernel/tree.ts';

/** The parts of Pyodide that are used here. Its own types call most of them `any`. */
export interface Pyodide {
  readonly FS: EmscriptenFs;
  /** Called with what ended the interpreter: a crash, or `os._exit`. */
  readonly _api: { fatal_error: (thrown: unknown) => never };
  readonly ERRNO_CODES: Readonly<Record<string, number>>;
  readonly _module: {
    readonly HEAPU8: Uint8Array;
    readonly HEAPU32: Uint32Array;
    _malloc(sizeBytes: number): number;
    _free(pointer: number): void;
  };
  setStdin(options: { read?: (into: Uint8Array) => number; error?: boolean }): void;
  setStdout(options: StreamOptions): void;
  setStderr(options: StreamOptions): void;
  setInterruptBuffer(buffer: ArrayLike<number> | undefined): void;
  registerJsModule(name: string, module: object): void;
  runPython(code: string, options?: { filename?: string; globals?: PythonObject }): unknown;
  readonly globals: PythonObject;
  toPy(value: unknown): PythonObject;
  makeMemorySnapshot(): Uint8Array;
}

interface StreamOptions {
  write(bytes: Uint8Array): number;
  readonly isatty: boolean;
  getTerminalSize?(): { rows: number; columns: number };
}

/** A Python object held from JavaScript. */
export interface PythonObject {
  (...args: unknown[]): unknown;
  callPromising(...args: unknown[]): Promise<unknown>;
  get(name: string): PythonObject;
  destroy(): void;
}

export interface FsNode {
  name: string;
  mode: number;
  parent: FsNode;
  mount: FsMount;
  node_ops: object;
  stream_ops: object;
  /** What of our tree the node stands for. */
  inode: Inode;
  /** Made by `mknod`, so that the mode given by the `open` that made it is still to come. */
  justMade?: boolean;
}

export interface FsMount {
  readonly opts: { readonly root: string };
}

export interface FsStream {
  readonly node: FsNode;
  position: number;
}

/** The file system inside the interpreter. Paths are looked up by it; ours are the operations on nodes. */
export interface EmscriptenFs {
  readonly ErrnoError: new (errno: number) => Error;
  createNode(parent: FsNode | null, name: string, mode: number, rdev: number): FsNode;
  hashRemoveNode(node: FsNode): void;
  lookupPath(path: string, options?: { parent?: boolean }): { node: FsNode; path: string };
  lookupNode(parent: FsNode, name: string): FsNode;
  mkdirTree(path: string): void;
  mount(type: object, options: FsMount['opts'], at: string): FsNode;
  rename(from: string, to: string): void;
  chdir(path: string): void;
  isRoot(node: FsNode): boolean;
}
