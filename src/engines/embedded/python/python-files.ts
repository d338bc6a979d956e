/** The files of the `pyodide` package that an interpreter boots from. */
export const PYTHON_FILES = {
  module: 'pyodide.mjs',
  asm: 'pyodide.asm.mjs',
  wasm: 'pyodide.asm.wasm',
  stdlib: 'python_stdlib.zip',
  lock: 'pyodide-lock.json',
} as const;

export type PythonFile = keyof typeof PYTHON_FILES;

/** Where Node finds a file of Python in `node_modules`; for builds and for the host in Node. */
export function pythonFileUrl(file: PythonFile): URL {
  return new URL(PYTHON_FILES[file], import.meta.resolve('pyodide'));
}

/**
 * A snapshot is bound to whether the platform can switch stacks (JSPI): one made with it crashes without it, and one made
 * without it switches it off.
 */
export type SnapshotKind = 'jspi' | 'plain';

/** The kind of snapshot that this platform takes. */
export function snapshotKindHere(): SnapshotKind {
  return 'Suspending' in WebAssembly ? 'jspi' : 'plain';
}
