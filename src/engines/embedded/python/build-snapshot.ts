import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { PythonAssets } from '../kernel/worker-boot.ts';
import { pythonFileUrl, type SnapshotKind } from './python-files.ts';

/**
 * Makes the memory of an interpreter that has booted and imported what labs use, for others to start from.
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
  const worker = new Worker(new URL('./build-snapshot-worker.ts', import.meta.url), {
    workerData: { kind, assets },
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
