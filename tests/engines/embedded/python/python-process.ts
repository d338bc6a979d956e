import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { applyDelta } from '../../../../src/engines/embedded/kernel/delta.ts';
import {
  packTree,
  type PackedEntry,
  type TreeDelta,
} from '../../../../src/engines/embedded/kernel/pack.ts';
import type { FromProcess, ToProcess } from '../../../../src/engines/embedded/kernel/process.ts';
import { Tree } from '../../../../src/engines/embedded/kernel/tree.ts';
import { libraryFile, snapshotFile } from '../../../../src/engines/embedded/host/build-assets.ts';
import type { PythonAssets } from '../../../../src/engines/embedded/kernel/worker-boot.ts';
import {
  pythonFileUrl,
  snapshotKindHere,
  type SnapshotKind,
} from '../../../../src/engines/embedded/python/python-files.ts';

const SOURCES = 'src/engines/embedded/python';

/** Makes a worker thread of Node look like a worker of a browser as far as the boot message goes. */
const PRELUDE = `
const { parentPort } = require('node:worker_threads');
globalThis.self = globalThis;
parentPort.on('message', (data) => globalThis.onmessage?.({ data }));
`;

/** The worker's script, as the engine's hosts start it. */
export async function bundlePythonWorker(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${SOURCES}/python-worker.ts`],
    bundle: true,
    format: 'iife',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

/** As the engine is built with it: made once for all test files. */
export async function snapshotOnce(kind: SnapshotKind): Promise<Uint8Array> {
  return readFile(await snapshotFile(kind));
}

let assets: Promise<PythonAssets> | undefined;

/** Read and compiled once for all tests of a file. */
export function pythonAssets(): Promise<PythonAssets> {
  assets ??= (async () => ({
    pyodideModuleUrl: pythonFileUrl('module').href,
    asmModuleUrl: pythonFileUrl('asm').href,
    wasm: await WebAssembly.compile(await readFile(pythonFileUrl('wasm'))),
    stdlib: await readFile(await libraryFile()),
    lock: await readFile(pythonFileUrl('lock'), 'utf8'),
    snapshot: await snapshotOnce(snapshotKindHere()),
  }))();
  return assets;
}

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly merged: string;
  /** How many messages the process sent. */
  readonly messages: number;
  readonly delta: TreeDelta;
  /** The kernel's tree, with the delta applied. */
  readonly tree: Tree;
}

export interface RunOptions {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly tree?: Tree;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** What is typed, line by line, each when the program asks; `null` is Ctrl-D. */
  readonly typed?: readonly (string | null)[];
  /** Standard input is a pipe that nobody has written to yet. */
  readonly pipe?: boolean;
  readonly toTerminal?: boolean;
  readonly memoryBytes?: number;
  readonly snapshot?: Uint8Array | null;
  /** JavaScript that runs in the worker before its script. */
  readonly before?: string;
  readonly onMessage?: (message: FromProcess, process: PythonProcess) => void;
}

let script: Promise<string> | undefined;

/** One `python3` process in a worker thread. */
export class PythonProcess {
  readonly worker: Worker;
  readonly #port: MessagePort;
  readonly #listeners = new Set<(message: FromProcess) => void>();
  /** What came out of the worker by any other way than its private port. */
  readonly leaked: unknown[] = [];
  readonly #failed: Promise<never>;

  private constructor(text: string, boot: object) {
    this.worker = new Worker(text, { eval: true, env: {} });
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = (event) => {
      for (const listener of this.#listeners) listener(event.data as FromProcess);
    };
    this.worker.on('message', (message: unknown) => this.leaked.push(message));
    this.#failed = new Promise((_, reject) => this.worker.on('error', reject));
    this.#failed.catch(() => undefined);
    this.worker.postMessage({ type: 'boot', kind: 'python', port: port2, ...boot }, [
      port2 as never,
    ]);
  }

  static async boot(options: RunOptions = {}): Promise<PythonProcess> {
    script ??= bundlePythonWorker();
    const shared = await pythonAssets();
    const snapshot = options.snapshot === undefined ? shared.snapshot : options.snapshot;
    const started = new PythonProcess(`${PRELUDE}\n${options.before ?? ''}\n${await script}`, {
      assets: { ...shared, snapshot },
      memoryBytes: options.memoryBytes ?? 512 * 2 ** 20,
    });
    const first = await started.next(() => true);
    if (first.type !== 'ready') throw new Error(`the interpreter said ${JSON.stringify(first)}`);
    return started;
  }

  say(message: ToProcess): void {
    this.#port.postMessage(message);
  }

  listen(listener: (message: FromProcess) => void): void {
    this.#listeners.add(listener);
  }

  next(wanted: (message: FromProcess) => boolean): Promise<FromProcess> {
    const found = new Promise<FromProcess>((resolve) => {
      const listener = (message: FromProcess) => {
        if (!wanted(message)) return;
        this.#listeners.delete(listener);
        resolve(message);
      };
      this.#listeners.add(listener);
    });
    return Promise.race([found, this.#failed]);
  }

  async end(): Promise<void> {
    this.#port.close();
    await this.worker.terminate();
  }
}

/** A tree with these files (paths under `/home/lab` unless absolute). */
export function treeOf(files: RunOptions['files'] = {}): Tree {
  const tree = new Tree();
  tree.mkdir('/home/lab', { recursive: true });
  tree.mkdir('/tmp', { recursive: true });
  for (const [name, contents] of Object.entries(files)) {
    const path = name.startsWith('/') ? name : `/home/lab/${name}`;
    tree.mkdir(path.slice(0, path.lastIndexOf('/')), { recursive: true });
    tree.writeFile(path, contents);
  }
  return tree;
}

/** Boots a process, runs `argv` (without `python3`) to its end and returns all that came of it. */
export async function runPython(argv: readonly string[], options: RunOptions = {}): Promise<Run> {
  const process = await PythonProcess.boot(options);
  try {
    return await runIn(process, argv, options);
  } finally {
    await process.end();
  }
}

export async function runIn(
  process: PythonProcess,
  argv: readonly string[],
  options: RunOptions = {},
): Promise<Run> {
  const tree = options.tree ?? treeOf(options.files);
  const decoders = { 1: new TextDecoder(), 2: new TextDecoder() };
  const text = { 1: '', 2: '' };
  let merged = '';
  let messages = 0;
  const sent: TreeDelta[] = [];
  const typed = [...(options.typed ?? [])];
  process.listen((message) => {
    messages += 1;
    options.onMessage?.(message, process);
    if (message.type === 'changes') sent.push(message.delta);
    // The port table of a lab where nobody else listens.
    if (message.type === 'knock') process.say({ type: 'knocked', id: message.id, open: false });
    if (message.type === 'output') {
      const part = decoders[message.fd].decode(message.data, { stream: true });
      text[message.fd] += part;
      merged += part;
    } else if (message.type === 'line-wanted') {
      // The kernel shows the prompt.
      text[1] += message.prompt;
      merged += message.prompt;
    }
    if (/^(?:input|line)-wanted$/.test(message.type) && typed.length > 0) {
      const line = typed.shift() ?? null;
      process.say({ type: 'input', data: line === null ? null : new TextEncoder().encode(line) });
    }
  });
  const ended = process.next((message) => message.type === 'exit' || message.type === 'broken');
  process.say({
    type: 'start',
    argv: ['python3', ...argv],
    cwd: options.cwd ?? '/home/lab',
    env: { HOME: '/home/lab', PATH: '/usr/bin', USER: 'lab', ...options.env },
    tree: packTree(tree),
    stdin: options.stdin === undefined ? null : new TextEncoder().encode(options.stdin),
    interactive: options.typed !== undefined || options.pipe === true,
    toTerminal: options.typed !== undefined || options.toTerminal === true,
    columns: 80,
    rows: 24,
  });
  const end = await ended;
  if (end.type !== 'exit') throw new Error(`the interpreter said ${JSON.stringify(end)}`);
  sent.push(end.delta);
  for (const delta of sent) applyDelta(tree, delta);
  return {
    code: end.code,
    stdout: text[1],
    stderr: text[2],
    merged,
    messages,
    delta: joinedDelta(sent),
    tree,
  };
}

/** All that a program changed, whether it was told on the way or at its end; what came and went again is not in it. */
function joinedDelta(deltas: readonly TreeDelta[]): TreeDelta {
  const changed = new Map<string, { entry: PackedEntry; bytes: Uint8Array }>();
  for (const { removed, changed: packed } of deltas) {
    for (const gone of removed) {
      for (const path of [...changed.keys()]) {
        if (path === gone || path.startsWith(`${gone}/`)) changed.delete(path);
      }
    }
    let offset = 0;
    for (const entry of packed.entries) {
      const end = offset + entry[3];
      changed.set(entry[0], { entry, bytes: packed.bytes.subarray(offset, end) });
      offset = end;
    }
  }
  const kept = [...changed.values()];
  return {
    removed: deltas.flatMap(({ removed }) => removed),
    changed: {
      entries: kept.map(({ entry }) => entry),
      bytes: new Uint8Array(Buffer.concat(kept.map(({ bytes }) => bytes))),
    },
  };
}
