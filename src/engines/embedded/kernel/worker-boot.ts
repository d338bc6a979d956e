/**
 * The first and only message that the host puts on a new worker's global scope. All else goes over the private `port`,
 * which a worker keeps in a closure, so that code running in it cannot speak in its name by `postMessage`.
 */
export type WorkerBoot = KernelBoot | ShellBoot | PythonBoot | NodeBoot | ToolsBoot | SqliteBoot;

interface Boot {
  readonly type: 'boot';
  readonly port: MessagePort;
  /** Whether the worker will wait as a spare. One that is used at once loses time by warming up first. */
  readonly warm: boolean;
}

/** The kernel says `{type: 'ready'}` on `port` and serves the container that comes with `serve` (host-protocol.ts). */
export interface KernelBoot extends Boot {
  readonly kind: 'kernel';
}

/** The shell says `ready` on `port` (shell-protocol.ts) when a `start` would run at once. */
export interface ShellBoot extends Boot {
  readonly kind: 'shell';
}

/** Python says `ready` on `port` (process.ts) when the interpreter has booted: it is a warm spare until `start`. */
export interface PythonBoot extends Boot {
  readonly kind: 'python';
  readonly assets: PythonAssets;
  /** Linear memory that the interpreter may grow to, in bytes. */
  readonly memoryBytes: number;
}

/** Node says `ready` on `port` (process.ts) when a program would start at once: it is a warm spare until `start`. */
export interface NodeBoot extends Boot {
  readonly kind: 'node';
}

/** `tar`, `make`…: says `ready` on `port` (process.ts), and runs the one that `start` names. */
export interface ToolsBoot extends Boot {
  readonly kind: 'tools';
}

/** `sqlite3`: says `ready` on `port` (process.ts) when the library has booted. */
export interface SqliteBoot extends Boot {
  readonly kind: 'sqlite';
  /** Compiled once by the host. */
  readonly wasm: WebAssembly.Module;
}

/** What an interpreter boots from. In the browser the URLs are `blob:`, in Node `file:`; nothing is fetched besides. */
export interface PythonAssets {
  /** `pyodide.mjs`, for `import()`. */
  readonly pyodideModuleUrl: string;
  /** `pyodide.asm.mjs`, for `import()`. */
  readonly asmModuleUrl: string;
  /** Compiled once by the host and shared by all interpreters. */
  readonly wasm: WebAssembly.Module;
  /** `python_stdlib.zip`. */
  readonly stdlib: Uint8Array;
  /** `pyodide-lock.json`, as text. */
  readonly lock: string;
  /** The memory snapshot that fits this platform, without its zeros (python/sparse-snapshot.ts); `null` where there is none, and the interpreter boots the long way. */
  readonly snapshot: Uint8Array | null;
}
