import { assetsOf, type AssetName } from '../kernel/engine-manifest.ts';
import type { WorkerKind } from '../kernel/host-protocol.ts';
import { DEFAULT_LIMITS } from '../kernel/limits.ts';
import type { PythonAssets } from '../kernel/worker-boot.ts';
import type { PlatformWorker, WorkerParts, WorkerPlatform } from './worker-platform.ts';

/** Assets by name, as they come from the page. */
export type AssetSource = (
  names: readonly AssetName[],
) => Promise<readonly Uint8Array<ArrayBuffer>[]>;

/** Classic workers of `blob:` scripts, the only kind that starts in an opaque origin. */
export class BrowserPlatform implements WorkerPlatform {
  readonly #assets: AssetSource;
  readonly #scripts = new Map<AssetName, Promise<string>>();
  /** Kinds of more than a script. */
  readonly #whole = new Map<WorkerKind, Promise<WorkerParts>>();

  constructor(assets: AssetSource) {
    this.#assets = assets;
  }

  async load(kind: WorkerKind): Promise<WorkerParts> {
    if (kind === 'sqlite') return this.#once('sqlite', () => this.#loadSqlite());
    if (kind !== 'python') {
      const script = await this.#scriptUrl(`${kind}-worker.js`);
      return { script, boot: { type: 'boot', kind } };
    }
    return this.#once('python', () => this.#loadPython());
  }

  async #once(kind: WorkerKind, load: () => Promise<WorkerParts>): Promise<WorkerParts> {
    const loading = this.#whole.get(kind) ?? load();
    this.#whole.set(kind, loading);
    try {
      return await loading;
    } catch (error) {
      // The next one to ask tries again: the network may be back.
      this.#whole.delete(kind);
      throw error;
    }
  }

  start({ script }: WorkerParts): PlatformWorker {
    const worker = new Worker(script);
    return {
      postMessage: (message, transfer) => {
        worker.postMessage(message, transfer);
      },
      onError: (listener) => {
        worker.onerror = (event) => {
          event.preventDefault();
          listener(event.message || 'its script did not load');
        };
      },
      terminate: () => {
        worker.terminate();
      },
    };
  }

  listen(port: MessagePort, listener: (data: unknown) => void): void {
    port.onmessage = (event: MessageEvent<unknown>) => {
      listener(event.data);
    };
  }

  release(port: MessagePort): void {
    port.onmessage = null;
  }

  #scriptUrl(name: AssetName): Promise<string> {
    const loading =
      this.#scripts.get(name) ??
      this.#assets([name]).then(([bytes]) => blobUrl(bytes, 'text/javascript'));
    this.#scripts.set(name, loading);
    loading.catch(() => this.#scripts.delete(name));
    return loading;
  }

  async #loadSqlite(): Promise<WorkerParts> {
    const [worker, wasm] = await this.#assets(assetsOf('SQLite', false));
    if (!worker || !wasm) throw new Error('a part of SQLite is missing');
    return {
      script: blobUrl(worker, 'text/javascript'),
      boot: { type: 'boot', kind: 'sqlite', wasm: await WebAssembly.compile(wasm) },
    };
  }

  async #loadPython(): Promise<WorkerParts> {
    // The page loads what is asked for together as one part, with one progress.
    const [worker, module, asm, wasm, stdlib, lock, snapshot] = await this.#assets(
      assetsOf('Python', 'Suspending' in WebAssembly),
    );
    if (!worker || !module || !asm || !wasm || !stdlib || !lock || !snapshot) {
      throw new Error('a part of Python is missing');
    }
    const assets: PythonAssets = {
      pyodideModuleUrl: blobUrl(module, 'text/javascript'),
      asmModuleUrl: blobUrl(asm, 'text/javascript'),
      // A compiled module cannot cross into the frame, but its workers share the one compiled here.
      wasm: await WebAssembly.compile(wasm),
      stdlib,
      lock: new TextDecoder().decode(lock),
      snapshot,
    };
    return {
      script: blobUrl(worker, 'text/javascript'),
      boot: {
        type: 'boot',
        kind: 'python',
        assets,
        memoryBytes: DEFAULT_LIMITS.processMemoryBytes,
      },
    };
  }
}

function blobUrl(bytes: Uint8Array<ArrayBuffer> | undefined, type: string): string {
  if (!bytes) throw new Error('a script of the engine is missing');
  return URL.createObjectURL(new Blob([bytes], { type }));
}
