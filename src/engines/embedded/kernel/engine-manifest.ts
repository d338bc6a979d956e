/** What the engine is delivered as. Names are permanent; the files behind them are named by their contents. */
export const ASSET_NAMES = [
  'kernel-worker.js',
  'shell-worker.js',
  'node-worker.js',
  'tools-worker.js',
  'sqlite-worker.js',
  'sqlite3.wasm',
  'python-worker.js',
  'pyodide.mjs',
  'pyodide.asm.mjs',
  'pyodide.asm.wasm',
  'python_stdlib.zip',
  'pyodide-lock.json',
  'snapshot-jspi.bin',
  'snapshot-plain.bin',
] as const;

export type AssetName = (typeof ASSET_NAMES)[number];

/** `/engine/manifest.json`. */
export interface EngineManifest {
  readonly files: Readonly<Record<AssetName, AssetFile>>;
}

export interface AssetFile {
  /** Beside the manifest; gzip. */
  readonly file: string;
  /** Of the file as stored and transferred. */
  readonly wireBytes: number;
  /** SHA-256 of the file as stored, in hex. */
  readonly wireSha256: string;
  /** SHA-256 of what is in it, for servers that unpack on the way. */
  readonly sha256: string;
}

/** What is loaded together, in words for the learner. */
export type PartName = 'Shell' | 'Tools' | 'SQLite' | 'Node' | 'Python';

/** The assets of a part, given whether the browser can switch stacks (JSPI): a snapshot fits only one kind. */
export function assetsOf(part: PartName, hasJspi: boolean): readonly AssetName[] {
  if (part === 'Shell') return ['kernel-worker.js', 'shell-worker.js'];
  if (part === 'Tools') return ['tools-worker.js'];
  if (part === 'SQLite') return ['sqlite-worker.js', 'sqlite3.wasm'];
  if (part === 'Node') return ['node-worker.js'];
  return [
    'python-worker.js',
    'pyodide.mjs',
    'pyodide.asm.mjs',
    'pyodide.asm.wasm',
    'python_stdlib.zip',
    'pyodide-lock.json',
    hasJspi ? 'snapshot-jspi.bin' : 'snapshot-plain.bin',
  ];
}
