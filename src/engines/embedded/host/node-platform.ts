import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker, type Transferable as NodeTransferable } from 'node:worker_threads';
import type { PlatformWorker, WorkerParts, WorkerPlatform } from '../frame/worker-platform.ts';
import type { WorkerKind } from '../kernel/host-protocol.ts';
import { DEFAULT_LIMITS } from '../kernel/limits.ts';
import type { PythonAssets } from '../kernel/worker-boot.ts';
import { pythonFileUrl, snapshotKindHere } from '../python/python-files.ts';
import { libraryFile, snapshotFile, SQLITE_WASM } from './build-assets.ts';
import { buildStep, ROOT, writeWhole } from './build-step.ts';
import { bundleWorker, shortHash } from './bundle-workers.ts';

/** Makes a worker thread look like a browser's worker, as far as our workers look. */
const PRELUDE = `{
  const { parentPort } = require('node:worker_threads');
  const scope = globalThis;
  let handler = null;
  scope.self = scope;
  Object.defineProperty(scope, 'onmessage', {
    configurable: true,
    get: () => handler,
    set: (given) => { handler = given; },
  });
  parentPort.on('message', (data) => handler?.({ data }));
  // A browser's worker has these two itself.
  const { runInThisContext } = require('node:vm');
  scope.runScript = (source, filename) => runInThisContext(source, { filename });
  process.on('unhandledRejection', (reason, promise) => {
    if (!scope.onunhandledrejection) throw reason;
    scope.onunhandledrejection({ reason, promise, preventDefault() {} });
  });
}
`;

/** Worker threads of Node. They are no sandbox: run strangers' work in a browser or a container. */
export class NodePlatform implements WorkerPlatform {
  #python: Promise<PythonAssets> | undefined;
  #sqlite: Promise<WebAssembly.Module> | undefined;

  async load(kind: WorkerKind): Promise<WorkerParts> {
    const script = await scriptOf(kind);
    if (kind === 'sqlite') {
      const wasm = await (this.#sqlite ??= compiled(SQLITE_WASM));
      return { script, boot: { type: 'boot', kind, wasm } };
    }
    if (kind !== 'python') return { script, boot: { type: 'boot', kind } };
    const assets = await (this.#python ??= loadPython());
    const memoryBytes = DEFAULT_LIMITS.processMemoryBytes;
    return { script, boot: { type: 'boot', kind, assets, memoryBytes } };
  }

  start({ script }: WorkerParts): PlatformWorker {
    // Neither the environment nor the flags of this process are a lab's business.
    const worker = new Worker(script, { env: {}, argv: [], execArgv: [] });
    worker.unref();
    let ended = false;
    return {
      postMessage: (message, transfer) => {
        worker.postMessage(message, transfer as unknown as NodeTransferable[]);
      },
      onError: (listener) => {
        worker.on('error', (error: unknown) => {
          listener(error instanceof Error ? error.message : String(error));
        });
        worker.on('exit', (code) => {
          if (!ended) listener(`it ended with exit code ${code}`);
        });
      },
      terminate: () => {
        ended = true;
        void worker.terminate();
      },
    };
  }

  listen(port: MessagePort, listener: (data: unknown) => void): void {
    port.onmessage = (event: MessageEvent<unknown>) => {
      listener(event.data);
    };
    unref(port);
  }

  release(port: MessagePort): void {
    port.onmessage = null;
  }
}

/** Lets the process end while this port is open. */
export function unref(port: MessagePort): void {
  (port as unknown as { unref(): void }).unref();
}

async function scriptOf(kind: WorkerKind): Promise<string> {
  const { path: bundle } = await bundleWorker(kind);
  return buildStep(`node-${kind}`, bundle, async () => {
    const script = PRELUDE + (await readFile(bundle, 'utf8'));
    const path = join(ROOT, '.cache/engine-build/node', `${kind}.${shortHash(script)}.cjs`);
    await writeWhole(path, script);
    return { value: path, inputs: [bundle], outputs: [path] };
  });
}

async function compiled(file: string | URL): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(file));
}

async function loadPython(): Promise<PythonAssets> {
  const [wasm, stdlib, lock, snapshot] = await Promise.all([
    compiled(pythonFileUrl('wasm')),
    libraryFile().then((path) => readFile(path)),
    readFile(pythonFileUrl('lock'), 'utf8'),
    snapshotFile(snapshotKindHere()).then((path) => readFile(path)),
  ]);
  return {
    pyodideModuleUrl: pythonFileUrl('module').href,
    asmModuleUrl: pythonFileUrl('asm').href,
    wasm,
    stdlib,
    lock,
    snapshot,
  };
}
