import type { PythonAssets } from '../kernel/worker-boot.ts';
import type { Pyodide } from './pyodide-shape.ts';
import { readSnapshot, restoreMemory } from './sparse-snapshot.ts';

/** Nothing is there: Pyodide only builds the names of its files from it. */
const INDEX_URL = 'https://engine.invalid/';

type CreateModule = (settings: object) => Promise<{
  readonly HEAPU8: Uint8Array;
  growMemory(sizeBytes: number): unknown;
}>;

interface PyodideModule {
  readonly loadPyodide: (options: Record<string, unknown>) => Promise<Pyodide>;
}

/**
 * Boots an interpreter from bytes, in a worker of a browser or of Node; nothing is fetched.
 *
 * Changes the worker's global scope for good: `fetch` answers with the assets, and in Node the scope looks like that of a
 * browser's worker, so that Pyodide takes the same way in both and never touches the machine's files.
 */
export async function bootPyodide(
  assets: PythonAssets,
  options: { readonly makeSnapshot?: boolean; readonly env?: Record<string, string> } = {},
): Promise<Pyodide> {
  const snapshot = assets.snapshot && readSnapshot(assets.snapshot);
  resembleBrowserWorker();
  serveAssets(assets);
  const { loadPyodide } = (await import(assets.pyodideModuleUrl)) as PyodideModule;
  const asm = (await import(assets.asmModuleUrl)) as { default: CreateModule };
  return loadPyodide({
    indexURL: INDEX_URL,
    createPyodideModule: async (settings: object) => {
      const module = await asm.default(settings);
      if (snapshot) {
        const usedBytes = module.HEAPU8.length;
        // The memory of an interpreter that has grown does not fit into that of a new one.
        module.growMemory(snapshot.memoryBytes);
        restoreMemory(snapshot, module.HEAPU8, usedBytes);
      }
      return module;
    },
    lockFileContents: assets.lock,
    jsglobals: Object.create(null) as object,
    stdin: () => null,
    // What Pyodide says of itself; a program's output is connected when one starts.
    stdout: () => undefined,
    stderr: () => undefined,
    env: { HOME: '/home', ...options.env },
    ...(options.makeSnapshot ? { _makeSnapshot: true } : {}),
    // Of no memory at all: what is restored is there already.
    ...(snapshot ? { _loadSnapshot: snapshot.head } : {}),
  });
}

function serveAssets(assets: PythonAssets): void {
  const scope = globalThis as unknown as Record<string, unknown>;
  scope['fetch'] = (url: unknown) => {
    const name = String(url).slice(INDEX_URL.length);
    // The compiled module is handed over below; Pyodide asks for its bytes all the same.
    if (name === 'pyodide.asm.wasm') return Promise.resolve(new Response(new ArrayBuffer(0)));
    if (name === 'python_stdlib.zip') {
      // All that Pyodide asks of an answer; a Response would copy these bytes twice.
      const { buffer } = ownBuffer(assets.stdlib);
      return Promise.resolve({ ok: true, arrayBuffer: () => Promise.resolve(buffer) });
    }
    return Promise.reject(new TypeError(`there is no network in a lab's Python: ${String(url)}`));
  };
  WebAssembly.instantiateStreaming = async (_response, imports) => ({
    module: assets.wasm,
    instance: await WebAssembly.instantiate(assets.wasm, imports),
  });
  // Pyodide refuses to run where this works; here it must not work in any case.
  scope['importScripts'] = () => {
    throw new Error("scripts cannot be loaded in a lab's Python");
  };
}

/** These bytes in a buffer that holds nothing else. */
const ownBuffer = (bytes: Uint8Array): Uint8Array =>
  bytes.length === bytes.buffer.byteLength ? bytes : bytes.slice();

function resembleBrowserWorker(): void {
  const scope = globalThis as unknown as Record<string, unknown>;
  if (scope['process'] === undefined) return;
  // Node loads this late, and needs its `process` for it.
  new Response('');
  for (const name of ['process', 'require', 'module', 'global']) {
    Object.defineProperty(scope, name, { value: undefined, configurable: true, writable: true });
  }
  scope['self'] ??= scope;
  scope['location'] ??= new URL(INDEX_URL);
  scope['WorkerGlobalScope'] ??= {
    [Symbol.hasInstance]: (value: unknown) => value === globalThis,
  };
}
