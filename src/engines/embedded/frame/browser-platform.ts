import { assetsOf, type AssetName } from '../kernel/engine-manifest.ts';
import type { WorkerKind } from '../kernel/host-protocol.ts';
import { DEFAULT_LIMITS } from '../kernel/limits.ts';
import type { PythonAssets } from '../kernel/worker-boot.ts';
import type { LoadingWorkers } from './loading-workers.ts';
import { unpack, Unpacker } from './unpack.ts';
import type { PlatformWorker, WorkerParts, WorkerPlatform } from './worker-platform.ts';

/** Assets as they come over the wire, each when it is there. The page loads what is asked for together as one part. */
export type AssetSource = (
  names: readonly AssetName[],
) => Readonly<Record<AssetName, Promise<Uint8Array<ArrayBuffer>>>>;

/** Classic workers of `blob:` scripts, the only kind that starts in an opaque origin. */
export class BrowserPlatform implements WorkerPlatform {
  readonly #assets: AssetSource;
  readonly #workers: LoadingWorkers;
  /** At first as they came, unpacked from the second start on. */
  readonly #scripts = new Map<AssetName, Promise<Uint8Array<ArrayBuffer>>>();
  /** Kinds of more than a script. */
  readonly #whole = new Map<WorkerKind, Promise<WorkerParts>>();

  constructor(assets: AssetSource, workers: LoadingWorkers) {
    this.#assets = assets;
    this.#workers = workers;
  }

  async load(kind: WorkerKind): Promise<WorkerParts> {
    if (kind === 'sqlite') return this.#once('sqlite', () => this.#loadSqlite());
    if (kind !== 'python') {
      const script = await this.#script(`${kind}-worker.js`);
      return { script, boot: { type: 'boot', kind } };
    }
    return forOneWorker(await this.#once('python', () => this.#loadPython()));
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
    const worker = typeof script === 'string' ? new Worker(script) : this.#workers.start(script);
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

  #script(name: AssetName): Promise<Uint8Array<ArrayBuffer>> {
    const loading = this.#scripts.get(name)?.then(unpack) ?? this.#assets([name])[name];
    this.#scripts.set(name, loading);
    loading.catch(() => this.#scripts.delete(name));
    return loading;
  }

  #loadSqlite(): Promise<WorkerParts> {
    return this.#loadPart(assetsOf('SQLite', false), async ({ script, module }) => ({
      script: await script('sqlite-worker.js'),
      boot: { type: 'boot', kind: 'sqlite', wasm: await module('sqlite3.wasm') },
    }));
  }

  #loadPython(): Promise<WorkerParts> {
    const names = assetsOf('Python', 'Suspending' in WebAssembly);
    const snapshotName = names.find((name) => name.startsWith('snapshot-'));
    if (!snapshotName) throw new Error('Python has no snapshot');
    return this.#loadPart(names, async ({ script, module, bytes }) => {
      const [worker, pyodideModuleUrl, asmModuleUrl, wasm, stdlib, lock, snapshot] =
        await Promise.all([
          script('python-worker.js'),
          script('pyodide.mjs'),
          script('pyodide.asm.mjs'),
          // A compiled module cannot cross into the frame, but its workers share the one compiled here.
          module('pyodide.asm.wasm'),
          bytes('python_stdlib.zip'),
          bytes('pyodide-lock.json').then((json) => new TextDecoder().decode(json)),
          bytes(snapshotName),
        ]);
      const assets: PythonAssets = { pyodideModuleUrl, asmModuleUrl, wasm, stdlib, lock, snapshot };
      const { processMemoryBytes: memoryBytes } = DEFAULT_LIMITS;
      return { script: worker, boot: { type: 'boot', kind: 'python', assets, memoryBytes } };
    });
  }

  /** Unpacks each asset of a part when it comes, while others are still on their way. */
  async #loadPart(
    names: readonly AssetName[],
    load: (part: PartReader) => Promise<WorkerParts>,
  ): Promise<WorkerParts> {
    const assets = this.#assets(names);
    const unpacker = new Unpacker();
    const bytes = async (name: AssetName) => unpacker.unpack(await assets[name], 'bytes');
    try {
      return await load({
        bytes,
        module: async (name) => unpacker.unpack(await assets[name], 'module'),
        script: (name) => bytes(name).then(scriptUrl),
      });
    } finally {
      unpacker.end();
    }
  }
}

/**
 * With bytes of its own for a Python. A browser makes two copies of what is posted and not handed over, and keeps the second for as
 * long as the worker lives: of these 20 MB are the most of what an interpreter takes.
 */
function forOneWorker(parts: WorkerParts): WorkerParts {
  if (parts.boot.kind !== 'python') return parts;
  const { assets } = parts.boot;
  const [stdlib, snapshot] = [assets.stdlib.slice(), assets.snapshot?.slice() ?? null];
  const transfer = [stdlib.buffer, ...(snapshot ? [snapshot.buffer] : [])];
  return { ...parts, boot: { ...parts.boot, assets: { ...assets, stdlib, snapshot } }, transfer };
}

interface PartReader {
  readonly bytes: (name: AssetName) => Promise<Uint8Array<ArrayBuffer>>;
  readonly module: (name: AssetName) => Promise<WebAssembly.Module>;
  /** The `blob:` URL of a script. */
  readonly script: (name: AssetName) => Promise<string>;
}

function scriptUrl(bytes: Uint8Array<ArrayBuffer>): string {
  return URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' }));
}
