import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { PythonAssets } from '../kernel/worker-boot.ts';
import { INSIDE_FILES } from './inside-files.ts';
import { pythonFileUrl, type SnapshotKind } from './python-files.ts';

/**
 * Makes the memory of an interpreter that has booted, imported what labs use and run what is ours, for others to start
 * from.
 *
 * Runs under Node 24 or newer, in a thread of its own. The same Pyodide gives the same bytes: chance and clock are still
 * while it is made, and every process gets its own when it starts.
 *
 * @param library the zip of `buildLibrary`
 * @throws Error with the reason when the interpreter does not boot.
 */
export async function buildSnapshot(kind: SnapshotKind, library: Uint8Array): Promise<Uint8Array> {
  const assets: PythonAssets = {
    pyodideModuleUrl: pythonFileUrl('module').href,
    asmModuleUrl: pythonFileUrl('asm').href,
    wasm: await WebAssembly.compile(await readFile(pythonFileUrl('wasm'))),
    stdlib: library,
    lock: await readFile(pythonFileUrl('lock'), 'utf8'),
    snapshot: null,
  };
  const sources = await Promise.all(insideFiles().map((url) => readFile(url, 'utf8')));
  const worker = new Worker(new URL('./build-snapshot-worker.ts', import.meta.url), {
    workerData: { kind, assets, sources },
  });
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  } finally {
    await worker.terminate();
  }
}

/** The files of `inside/`, in their order. */
export function insideFiles(): readonly URL[] {
  return INSIDE_FILES.map((file) => new URL(`./inside/${file}.py`, import.meta.url));
}
