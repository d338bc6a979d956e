import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkerKind } from '../kernel/host-protocol.ts';
import { pythonFileUrl, snapshotKindHere } from '../python/python-files.ts';
import { libraryFile, snapshotFile, SQLITE_WASM } from './build-assets.ts';
import { buildStep, ROOT, writeWhole } from './build-step.ts';
import { bundleWorker, shortHash } from './bundle-workers.ts';
import type { NodeFiles, PythonPaths } from './node-platform.ts';
import { nodePrelude } from './node-prelude.ts';

/** The engine's files on this machine, built when they are asked for and not there. */
export const NODE_FILES: NodeFiles = {
  script(kind: WorkerKind): Promise<string> {
    return scriptOf(kind);
  },
  async python(): Promise<PythonPaths> {
    const [stdlib, snapshot] = await Promise.all([libraryFile(), snapshotFile(snapshotKindHere())]);
    return {
      module: fileURLToPath(pythonFileUrl('module')),
      asm: fileURLToPath(pythonFileUrl('asm')),
      wasm: fileURLToPath(pythonFileUrl('wasm')),
      lock: fileURLToPath(pythonFileUrl('lock')),
      stdlib,
      snapshot,
    };
  },
  sqliteWasm: SQLITE_WASM,
};

async function scriptOf(kind: WorkerKind): Promise<string> {
  const { path: bundle } = await bundleWorker(kind);
  const prelude = nodePrelude(kind);
  return buildStep(`node-${kind}`, bundle + shortHash(prelude), async () => {
    const script = prelude + (await readFile(bundle, 'utf8'));
    const path = join(ROOT, '.cache/engine-build/node', `${kind}.${shortHash(script)}.cjs`);
    await writeWhole(path, script);
    return { value: path, inputs: [bundle], outputs: [path] };
  });
}
