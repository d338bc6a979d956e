import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { buildLibrary } from '../python/build-library.ts';
import { buildSnapshot, insideFiles } from '../python/build-snapshot.ts';
import { pythonFileUrl, type SnapshotKind } from '../python/python-files.ts';
import { buildStep, ROOT, writeChanged, writeWhole } from './build-step.ts';
import { bundleFrame, bundlePreview, bundleWorker } from './bundle-workers.ts';
import {
  ASSET_NAMES,
  type AssetFile,
  type AssetName,
  type EngineManifest,
} from '../kernel/engine-manifest.ts';
import { framePage, previewPage } from './frame-page.ts';

const SNAPSHOTS = join(ROOT, '.cache/engine-build/snapshots');

/** SQLite as its makers build it. */
export const SQLITE_WASM = fileURLToPath(
  import.meta.resolve('@sqlite.org/sqlite-wasm/sqlite3.wasm'),
);

/** What a snapshot is made by, in `python/`. */
const SNAPSHOT_SOURCES = [
  'build-snapshot.ts',
  'build-snapshot-worker.ts',
  'boot-pyodide.ts',
  'inside-files.ts',
  'sparse-snapshot.ts',
];

/** How long files of earlier builds are kept, in ms. */
const KEEP_OLD_MS = 60 * 60_000;

/** What a site serves under `/engine/`. */
export interface EngineAssets {
  /** Absolute. It may hold files of earlier builds for a while: somebody may be loading them. */
  readonly folder: string;
  /** The files that are to be served: `manifest.json`, `frame.html` and the compressed assets. */
  readonly paths: readonly string[];
  readonly manifest: EngineManifest;
}

/**
 * Builds everything that the engine is delivered as into `.cache/engine/`.
 *
 * Only what changed is built again; a second call takes milliseconds. Needs Node 24 for the snapshots.
 *
 * @throws Error of esbuild or of Python, when a source does not build.
 */
export async function buildEngineAssets(): Promise<EngineAssets> {
  const folder = join(ROOT, '.cache/engine');
  const files: Partial<Record<AssetName, AssetFile>> = {};
  // One after the other: each uses the whole machine.
  for (const name of ASSET_NAMES)
    files[name] = await compressed(name, await sourceOf(name), folder);
  const manifest = { files: files as Record<AssetName, AssetFile> };
  const frame = framePage(await readFile((await bundleFrame()).path, 'utf8'));
  await writeChanged(join(folder, 'frame.html'), frame);
  const preview = previewPage(await readFile((await bundlePreview()).path, 'utf8'));
  await writeChanged(join(folder, 'preview.html'), preview);
  await writeChanged(join(folder, 'manifest.json'), JSON.stringify(manifest));
  const paths = [
    'manifest.json',
    'frame.html',
    'preview.html',
    ...ASSET_NAMES.map((name) => manifest.files[name].file),
  ];
  await dropOld(folder, paths);
  return { folder, paths, manifest };
}

async function dropOld(folder: string, kept: readonly string[]): Promise<void> {
  const before = Date.now() - KEEP_OLD_MS;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (!kept.includes(name) && (await stat(path)).mtimeMs < before)
      await rm(path, { force: true });
  }
}

/** The zip that Python imports from: standard library and packages. Absolute path. */
export function libraryFile(): Promise<string> {
  return buildStep('python-library', '', async () => {
    const { bytes, inputs } = await buildLibrary();
    const path = join(ROOT, '.cache/engine-build/python-library.zip');
    await writeWhole(path, bytes);
    const self = fileURLToPath(new URL('../python/build-library.ts', import.meta.url));
    return { value: path, inputs: [...inputs, self], outputs: [path] };
  });
}

/** The memory snapshot of one kind, made when it is not there yet. Absolute path. */
export async function snapshotFile(kind: SnapshotKind): Promise<string> {
  const library = await libraryFile();
  return buildStep(`snapshot-${kind}`, '', async () => {
    const bytes = await buildSnapshot(kind, await readFile(library));
    const path = join(SNAPSHOTS, `${kind}.bin`);
    await writeWhole(path, bytes);
    const python = fileURLToPath(new URL('../python/', import.meta.url));
    const inputs = [
      ...SNAPSHOT_SOURCES.map((file) => join(python, file)),
      ...insideFiles().map((url) => fileURLToPath(url)),
      fileURLToPath(pythonFileUrl('wasm')),
      library,
    ];
    return { value: path, inputs, outputs: [path] };
  });
}

async function sourceOf(name: AssetName): Promise<string> {
  switch (name) {
    case 'kernel-worker.js':
      return (await bundleWorker('kernel')).path;
    case 'shell-worker.js':
      return (await bundleWorker('shell')).path;
    case 'node-worker.js':
      return (await bundleWorker('node')).path;
    case 'tools-worker.js':
      return (await bundleWorker('tools')).path;
    case 'sqlite-worker.js':
      return (await bundleWorker('sqlite')).path;
    case 'sqlite3.wasm':
      return SQLITE_WASM;
    case 'python-worker.js':
      return (await bundleWorker('python')).path;
    case 'snapshot-jspi.bin':
      return snapshotFile('jspi');
    case 'snapshot-plain.bin':
      return snapshotFile('plain');
    case 'pyodide.mjs':
      return fileURLToPath(pythonFileUrl('module'));
    case 'pyodide.asm.mjs':
      return fileURLToPath(pythonFileUrl('asm'));
    case 'pyodide.asm.wasm':
      return fileURLToPath(pythonFileUrl('wasm'));
    case 'python_stdlib.zip':
      return libraryFile();
    case 'pyodide-lock.json':
      return fileURLToPath(pythonFileUrl('lock'));
  }
}

function compressed(name: AssetName, source: string, folder: string): Promise<AssetFile> {
  return buildStep(`asset-${name}`, source, async () => {
    const contents = await readFile(source);
    const packed = await promisify(gzip)(contents, { level: 9 });
    const wireSha256 = sha256(packed);
    const file = `${name}.${wireSha256.slice(0, 16)}.gz`;
    const path = join(folder, file);
    await writeWhole(path, packed);
    return {
      value: { file, wireBytes: packed.length, wireSha256, sha256: sha256(contents) },
      inputs: [source],
      outputs: [path],
    };
  });
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
