import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import {
  Worker,
  type Transferable as NodeTransferable,
  type WorkerOptions,
} from 'node:worker_threads';
import type { PlatformWorker, WorkerParts, WorkerPlatform } from '../frame/worker-platform.ts';
import type { WorkerKind } from '../kernel/host-protocol.ts';
import { DEFAULT_LIMITS } from '../kernel/limits.ts';
import type { PythonAssets } from '../kernel/worker-boot.ts';

/** Where the engine's files are. Absolute paths. */
export interface NodeFiles {
  /** The script of a kind of worker. */
  script(kind: WorkerKind): Promise<string>;
  python(): Promise<PythonPaths>;
  /** SQLite's WebAssembly. */
  readonly sqliteWasm: string;
}

export interface PythonPaths {
  readonly module: string;
  readonly asm: string;
  readonly wasm: string;
  readonly lock: string;
  readonly stdlib: string;
  readonly snapshot: string;
}

/** In Node a script is a file. */
export type NodeWorkerParts = WorkerParts & { readonly script: string };

/**
 * Worker threads of Node. By themselves they are no sandbox: for strangers' work use the engine in a child process
 * (`isolated-engine.ts`) or in a browser.
 */
export class NodePlatform implements WorkerPlatform {
  readonly #files: NodeFiles;
  readonly #optionsOf: (parts: NodeWorkerParts) => WorkerOptions;
  #python: Promise<PythonAssets> | undefined;
  #sqlite: Promise<WebAssembly.Module> | undefined;

  /** @param optionsOf what a worker is started with besides an empty environment */
  constructor(files: NodeFiles, optionsOf: (parts: NodeWorkerParts) => WorkerOptions) {
    this.#files = files;
    this.#optionsOf = optionsOf;
  }

  async load(kind: WorkerKind): Promise<NodeWorkerParts> {
    const script = await this.#files.script(kind);
    if (kind === 'sqlite') {
      const wasm = await (this.#sqlite ??= compiled(this.#files.sqliteWasm));
      return { script, boot: { type: 'boot', kind, wasm } };
    }
    if (kind !== 'python') return { script, boot: { type: 'boot', kind } };
    const assets = await (this.#python ??= loadPython(await this.#files.python()));
    const memoryBytes = DEFAULT_LIMITS.processMemoryBytes;
    return { script, boot: { type: 'boot', kind, assets, memoryBytes } };
  }

  start(parts: NodeWorkerParts): PlatformWorker {
    // The environment of this process is no business of a lab's.
    const options = this.#optionsOf(parts);
    const worker = new Worker(parts.script, { ...options, env: {}, argv: [] });
    worker.unref();
    let ended = false;
    return {
      postMessage: (message, transfer) => {
        worker.postMessage(message, transfer as unknown as NodeTransferable[]);
      },
      onError: (listener) => {
        worker.on('error', (error: unknown) => {
          listener(crashInWords(error, options.resourceLimits?.maxOldGenerationSizeMb));
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

/** What caps the heap of a worker thread. */
export const heapOf = (heapBytes: number): NonNullable<WorkerOptions['resourceLimits']> => ({
  maxOldGenerationSizeMb: Math.floor(heapBytes / 2 ** 20),
});

function crashInWords(error: unknown, heapMb: number | undefined): string {
  if (!(error instanceof Error)) return String(error);
  const isOutOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isOutOfMemory ? `it used more than ${heapMb ?? 0} MB of memory` : error.message;
}

/** Lets the process end while this port is open. */
export function unref(port: MessagePort): void {
  (port as unknown as { unref(): void }).unref();
}

async function compiled(path: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(path));
}

async function loadPython(paths: PythonPaths): Promise<PythonAssets> {
  const [wasm, stdlib, lock, snapshot] = await Promise.all([
    compiled(paths.wasm),
    readFile(paths.stdlib),
    readFile(paths.lock, 'utf8'),
    readFile(paths.snapshot),
  ]);
  return {
    pyodideModuleUrl: pathToFileURL(paths.module).href,
    asmModuleUrl: pathToFileURL(paths.asm).href,
    wasm,
    stdlib,
    lock,
    snapshot,
  };
}
