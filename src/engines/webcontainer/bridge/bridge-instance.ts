import { spawn, type ChildProcess } from 'node:child_process';
import { watch, type FSWatcher } from 'node:fs';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { exportTree } from '../../embedded/kernel/export-tree.ts';
import type { FileSystemTree } from '#container';
import { readDiskTree } from '../tools/disk-tree.ts';
import type { BridgeEvent, RunRequest } from './bridge-protocol.ts';
import { ListeningPorts } from './listening-ports.ts';

const PTY_RELAY = join(import.meta.dirname, 'pty-relay.py');
const SIGNALS: Readonly<Record<string, number>> = { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/** How often ports are looked at while programs run, in ms. */
const PORTS_EVERY_MS = 50;
/** Marks the programs of one instance. */
const MARK = 'PLUMBLINE_BRIDGE';

/** The client's form of a tree, as it crosses the wire. */
interface WireFolder {
  readonly d: Record<string, WireFolder | WireFile>;
}
interface WireFile {
  readonly f: { readonly c?: string; readonly b?: boolean; readonly l?: string };
}

/** The machine's own programs that an instance may run. Absolute paths. */
export interface MachinePrograms {
  readonly node: string;
  readonly python3: string;
}

/** One "WebContainer" of the bridge: a temporary folder, with real Node and python3 as its only programs. */
export class BridgeInstance {
  readonly #root: string;
  readonly #tell: (event: BridgeEvent) => void;
  readonly #processes = new Map<number, ChildProcess>();
  readonly #watches = new Map<number, FSWatcher>();
  readonly #listening: ListeningPorts;
  #ports: ReadonlySet<number> = new Set();
  #portsTimer: ReturnType<typeof setInterval> | undefined;
  readonly cwd: string;
  readonly path: string;

  private constructor(root: string, workdirName: string, tell: (event: BridgeEvent) => void) {
    this.#root = root;
    this.#tell = tell;
    this.#listening = new ListeningPorts(`${MARK}=${root}`);
    this.cwd = join(root, 'home', workdirName);
    this.path = join(root, 'bin');
  }

  static async build(
    workdirName: string,
    programs: MachinePrograms,
    tell: (event: BridgeEvent) => void,
  ): Promise<BridgeInstance> {
    const root = await mkdtemp(join(tmpdir(), 'plumbline-bridge-'));
    const instance = new BridgeInstance(root, workdirName, tell);
    await mkdir(instance.cwd, { recursive: true });
    await mkdir(instance.path);
    for (const [name, target] of Object.entries(programs)) {
      await symlink(target as string, join(instance.path, name));
    }
    return instance;
  }

  /** Answers one question of the page. @throws Error with Node's own words. */
  async call(method: string, args: readonly unknown[]): Promise<unknown> {
    const calls = this.#calls as Readonly<Record<string, (...args: never[]) => unknown>>;
    const answer = Object.hasOwn(calls, method) ? calls[method] : undefined;
    if (!answer) throw new Error(`the bridge knows no "${method}"`);
    return (await answer(...(args as never[]))) ?? null;
  }

  /** Ends all programs and takes the files away. */
  async teardown(): Promise<void> {
    for (const watcher of this.#watches.values()) watcher.close();
    clearInterval(this.#portsTimer);
    await Promise.all([...this.#processes.values()].map((child) => ended(child)));
    await rm(this.#root, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }

  readonly #calls = {
    readFile: (path: string, encoding?: BufferEncoding) =>
      readFile(this.#at(path), encoding ?? null),
    writeFile: (path: string, data: string | Uint8Array, options?: BufferEncoding) =>
      writeFile(this.#at(path), data, options),
    readdir: async (path: string, options?: { withFileTypes?: boolean }) => {
      const entries = await readdir(this.#at(path), { withFileTypes: true });
      return options?.withFileTypes
        ? entries.map((entry) => ({
            name: entry.name,
            'Symbol(type)': entry.isDirectory() ? 2 : 1,
          }))
        : entries.map(({ name }) => name);
    },
    mkdir: (path: string, options?: { recursive?: boolean }) => mkdir(this.#at(path), options),
    rm: (path: string, options?: { recursive?: boolean; force?: boolean }) =>
      rm(this.#at(path), options ?? {}),
    rename: (from: string, to: string) => rename(this.#at(from), this.#at(to)),
    loadFiles: (payload: Uint8Array, mountPoint: string) =>
      layFolder(JSON.parse(new TextDecoder().decode(payload)) as WireFolder, this.#at(mountPoint)),
    serialize: (path: string, options: { includes?: string[]; excludes?: string[] }) => {
      const { includes = [], excludes = [] } = options;
      const { tree } = readDiskTree(this.#at(path));
      const nested = exportTree(tree, this.#at(path), { includes, excludes });
      return new TextEncoder().encode(JSON.stringify(wireFolder(nested)));
    },
    watch: (id: number, path: string, options: { recursive?: boolean } | null) => {
      const recursive = options?.recursive ?? false;
      const watcher = watch(this.#at(path), { recursive }, (kind, name) => {
        this.#tell({ type: 'watched', watch: id, kind, name: name ?? '' });
      });
      // What is watched may be removed: that is no fault of the bridge.
      watcher.on('error', () => undefined);
      this.#watches.set(id, watcher);
    },
    unwatch: (id: number) => {
      this.#watches.get(id)?.close();
      this.#watches.delete(id);
    },
    run: (id: number, request: RunRequest) => this.#run(id, request),
    write: (id: number, data: string) => {
      this.#processes.get(id)?.stdin?.write(data);
    },
    resize: (id: number, columns: number, rows: number) => {
      (this.#processes.get(id)?.stdio[3] as Writable | undefined)?.write(`${columns} ${rows}\n`);
    },
    kill: (id: number) => {
      const child = this.#processes.get(id);
      if (child) signalGroup(child, 'SIGTERM');
    },
    teardown: () => this.teardown(),
  };

  #run(id: number, { command, args, cwd, env, terminal }: RunRequest): void {
    const behind: [string, ...string[]] = terminal
      ? ['python3', PTY_RELAY, String(terminal.cols), String(terminal.rows), command, ...args]
      : // Both outputs are one pipe, so that their order is kept.
        ['/bin/sh', '-c', 'exec "$@" 2>&1', 'sh', command, ...args];
    const [program, ...words] = behind;
    const child = spawn(program, words, {
      cwd: this.#at(cwd ?? '.'),
      // Nothing of this machine's environment.
      env: { HOME: this.#root, PATH: this.path, ...stringValues(env ?? {}), [MARK]: this.#root },
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      detached: true,
    });
    this.#processes.set(id, child);
    this.#portsTimer ??= setInterval(() => this.#lookAtPorts(), PORTS_EVERY_MS);
    const output = new Gathered((data) => {
      this.#tell({ type: 'output', process: id, base64: data.toString('base64') });
    });
    child.stdout.on('data', (data: Buffer) => output.add(data));
    child.stderr.on('data', (data: Buffer) => output.add(data));
    child.stdin.on('error', () => undefined);
    child.stdio[3]?.on('error', () => undefined);
    const end = (code: number) => {
      output.flush();
      if (this.#processes.delete(id)) this.#tell({ type: 'exit', process: id, code });
    };
    child.on('error', () => {
      end(127);
    });
    child.on('close', (code, signal) => {
      end(code ?? 128 + (SIGNALS[signal ?? ''] ?? 1));
    });
  }

  #lookAtPorts(): void {
    const before = this.#ports;
    this.#ports = this.#listening.now();
    for (const port of before) {
      if (!this.#ports.has(port)) this.#tell({ type: 'port', port, kind: 'close' });
    }
    for (const port of this.#ports) {
      if (!before.has(port)) this.#tell({ type: 'port', port, kind: 'open' });
    }
    if (this.#processes.size > 0 || this.#ports.size > 0) return;
    clearInterval(this.#portsTimer);
    this.#portsTimer = undefined;
  }

  /** All paths are seen from the working directory, as the client has it. */
  #at(path: string): string {
    return resolve(this.cwd, path.replace(/^\/+/, './'));
  }
}

/** Output that comes in many small pieces, told in few. */
class Gathered {
  readonly #tell: (data: Buffer) => void;
  #pieces: Buffer[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: (data: Buffer) => void) {
    this.#tell = tell;
  }

  add(data: Buffer): void {
    this.#pieces.push(data);
    this.#timer ??= setTimeout(() => this.flush(), 5);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#pieces.length > 0) this.#tell(Buffer.concat(this.#pieces.splice(0)));
  }
}

function stringValues(env: NonNullable<RunRequest['env']>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has just ended.
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) resolve();
    else {
      child.once('close', () => resolve());
      // The relay of a terminal hands SIGTERM on to its own group, which SIGKILL would not reach.
      signalGroup(child, 'SIGTERM');
      setTimeout(() => signalGroup(child, 'SIGKILL'), 500).unref();
    }
  });
}

async function layFolder({ d }: WireFolder, at: string): Promise<void> {
  await mkdir(at, { recursive: true });
  for (const [name, entry] of Object.entries(d)) {
    const path = join(at, name);
    if ('d' in entry) await layFolder(entry, path);
    else if (entry.f.l !== undefined) {
      await rm(path, { force: true });
      await symlink(entry.f.l, path);
    } else await writeFile(path, Buffer.from(entry.f.c ?? '', entry.f.b ? 'latin1' : 'utf8'));
  }
}

function wireFolder(tree: FileSystemTree): WireFolder {
  const d: WireFolder['d'] = Object.create(null) as WireFolder['d'];
  for (const [name, node] of Object.entries(tree)) {
    if ('directory' in node) d[name] = wireFolder(node.directory);
    else if ('symlink' in node.file) d[name] = { f: { l: node.file.symlink } };
    else {
      const { contents } = node.file;
      d[name] =
        typeof contents === 'string'
          ? { f: { c: contents } }
          : { f: { c: Buffer.from(contents).toString('latin1'), b: true } };
    }
  }
  return { d };
}
