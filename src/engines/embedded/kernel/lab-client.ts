import {
  LabError,
  type EditRequest,
  type ExportOptions,
  type FileSystemTree,
  type LabContainer,
  type ProgramFiles,
  type SpawnOptions,
  type WebContainerProcess,
} from '#container';
import { clientFileSystem } from './client-file-system.ts';
import { ClientPorts } from './client-ports.ts';
import { ClientProcess } from './client-process.ts';
import type {
  ContainerCalls,
  FromContainer,
  SpawnRequest,
  ToContainer,
  WatchEvent,
} from './container-protocol.ts';
import { PATH } from './default-env.ts';
import type { Limits } from './limits.ts';
import { normalPath } from './paths.ts';
import { refuseBySize } from './refuse-by-size.ts';
import { thrown, type Thrown } from './thrown.ts';

/** What a container's page side needs from whoever booted it. */
export interface ClientSurroundings {
  readonly port: MessagePort;
  /** Absolute. */
  readonly workdir: string;
  /** The kernel's own: what is larger is refused here, before it is copied to another process. */
  readonly limits: Limits;
  /** Ends the container's workers, at once. */
  end(): void;
  /** Told whether anything is awaited: a host that may end when nothing is (Node) stays up while it is. */
  awaiting(something: boolean): void;
}

type Listener = (...args: never[]) => void;

/** The container as the page holds it: the public shape of a WebContainer, over a port to the kernel. */
export class LabClient {
  readonly #around: ClientSurroundings;
  readonly #calls = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  readonly #processes = new Map<number, ClientProcess>();
  readonly #watches = new Map<number, (events: readonly WatchEvent[]) => void>();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #ports: ClientPorts;
  #nextId = 1;
  #over: LabError | undefined;

  constructor(around: ClientSurroundings) {
    this.#around = around;
    this.#ports = new ClientPorts(this, () => {
      this.#tellWhetherAwaiting();
    });
    around.port.onmessage = (event: MessageEvent<FromContainer>) => {
      this.#hear(event.data);
    };
  }

  /** The client in the shape of the contract. */
  container(): LabContainer {
    const on = (event: string, listener: Listener) => this.#on(event, listener);
    return {
      fs: clientFileSystem(this),
      path: PATH,
      workdir: this.workdir,
      ports: this.#ports,
      onEdit: (listener) => this.#onEdit(listener),
      spawn: (command: string, args?: string[] | SpawnOptions, options?: SpawnOptions) =>
        Array.isArray(args) ? this.#spawn(command, args, options) : this.#spawn(command, [], args),
      spawnBetween: (program, args, between) => this.#spawnBetween(program, args, between),
      mount: async (tree, options) => {
        if (tree instanceof Uint8Array || tree instanceof ArrayBuffer) throw noSnapshots();
        await this.call('mount', tree, this.absolute(options?.mountPoint ?? '.'));
      },
      export: ((path: string, options) => this.#export(path, options)) as LabContainer['export'],
      on,
      teardown: () => {
        this.stop(
          new LabError('ContainerStopped', 'The lab was closed.', 'Open the lab again to go on.'),
        );
      },
    };
  }

  get limits(): Limits {
    return this.#around.limits;
  }

  get workdir(): string {
    return this.#around.workdir;
  }

  /** A path of the public interface: relative to the working directory even with a leading `/`, as WebContainer has it. */
  absolute(path: string): string {
    return normalPath(`${this.workdir}/${path}`);
  }

  /** @throws Error as the kernel throws; LabError `ContainerStopped` when there is no kernel any more. */
  call<Name extends keyof ContainerCalls>(
    method: Name,
    ...args: Parameters<ContainerCalls[Name]>
  ): Promise<ReturnType<ContainerCalls[Name]>> {
    if (this.#over) return Promise.reject(this.#over);
    try {
      refuseBySize(method, args, this.limits);
    } catch (error) {
      return Promise.reject(this.#errorOf(thrown(error)));
    }
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#tellWhetherAwaiting();
      try {
        this.send({ type: 'call', id, method, args });
      } catch (error) {
        // What cannot be posted (a function in a tree…) is the caller's mistake.
        this.#calls.delete(id);
        this.#tellWhetherAwaiting();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  /** Watches until the returned function is called. */
  watch(
    path: string,
    recursive: boolean,
    tell: (events: readonly WatchEvent[]) => void,
  ): () => void {
    const id = this.#nextId++;
    this.#watches.set(id, tell);
    this.send({ type: 'watch', id, path, recursive });
    return () => {
      if (this.#watches.delete(id)) this.send({ type: 'unwatch', id });
    };
  }

  get over(): LabError | undefined {
    return this.#over;
  }

  send(message: ToContainer): void {
    if (!this.#over) this.#around.port.postMessage(message);
  }

  /** Ends all: calls that wait are rejected with `reason`, processes end as killed. Later calls are rejected too. */
  stop(reason: LabError): void {
    if (this.#over) return;
    this.#over = reason;
    this.#around.end();
    this.#around.port.close();
    for (const call of this.#calls.values()) call.reject(reason);
    for (const process of this.#processes.values()) process.ended(137);
    this.#ports.stop(reason);
    this.#calls.clear();
    this.#processes.clear();
    this.#watches.clear();
    this.#listeners.clear();
    this.#tellWhetherAwaiting();
  }

  /** The kernel died by itself: tells `error` listeners, then stops. */
  crashed(message: string): void {
    if (this.#over) return;
    this.#emit('error', { message });
    this.stop(new LabError('ContainerStopped', `The lab stopped: ${message}`, 'Open it again.'));
  }

  #on(event: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  #onEdit(listener: (request: EditRequest) => void): () => void {
    const forget = this.#on('edit', listener);
    this.send({ type: 'takes-edits', takes: true });
    return () => {
      forget();
      const takes = (this.#listeners.get('edit')?.size ?? 0) > 0;
      this.send({ type: 'takes-edits', takes });
    };
  }

  #emit(event: string, ...args: unknown[]): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(...(args as never[]));
  }

  async #spawn(
    command: string,
    args: readonly string[],
    options: SpawnOptions = {},
  ): Promise<WebContainerProcess> {
    const { terminal, env = {} } = options;
    return this.#start({
      command,
      args: args.map(String),
      cwd: this.absolute(options.cwd ?? '.'),
      env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)])),
      terminal: terminal ? { columns: terminal.cols, rows: terminal.rows } : null,
      output: options.output ?? true,
    });
  }

  #spawnBetween(
    command: string,
    args: readonly string[],
    { cwd, env, stdin, stdout, stderr }: ProgramFiles,
  ): Promise<WebContainerProcess> {
    return this.#start({
      command,
      args,
      cwd: this.absolute(cwd),
      env,
      terminal: null,
      output: false,
      between: {
        stdin: this.absolute(stdin),
        stdout: this.absolute(stdout),
        stderr: this.absolute(stderr),
      },
    });
  }

  async #start(request: SpawnRequest): Promise<WebContainerProcess> {
    const number = await this.call('spawn', request);
    const process = this.#processes.get(number);
    if (!process) throw this.#over ?? new Error(`process ${number} is not known`);
    return process.shape;
  }

  async #export(path: string, options: ExportOptions = {}) {
    const { format = 'json', includes = [], excludes = [] } = options;
    if (format !== 'json') {
      throw new LabError(
        'ExportFormatNotSupported',
        `This engine cannot export "${format}".`,
        'Export "json", which holds every file.',
      );
    }
    const tree: FileSystemTree = await this.call('export', this.absolute(path), {
      includes,
      excludes,
    });
    return tree;
  }

  #hear(message: FromContainer): void {
    switch (message.type) {
      case 'spawned':
        this.#processes.set(message.process, new ClientProcess(message.process, this));
        break;
      case 'return':
      case 'throw':
        this.#answer(message);
        break;
      case 'output':
        this.#processes.get(message.process)?.output(message.text);
        break;
      case 'exit':
        this.#processes.get(message.process)?.ended(message.code);
        this.#processes.delete(message.process);
        this.#tellWhetherAwaiting();
        break;
      case 'watched':
        this.#watches.get(message.id)?.(message.events);
        break;
      case 'error':
        this.#emit('error', { message: message.message });
        break;
      case 'edit': {
        const path = message.path.slice(this.workdir.length + 1);
        this.#emit('edit', { path, ...(message.line === null ? {} : { line: message.line }) });
        break;
      }
      case 'port': {
        const url = `http://localhost:${message.port}`;
        this.#emit('port', message.port, message.kind, url);
        if (message.kind === 'open') this.#emit('server-ready', message.port, url);
        break;
      }
      default:
        this.#ports.hear(message);
    }
  }

  #answer(message: Extract<FromContainer, { type: 'return' | 'throw' }>): void {
    const waiting = this.#calls.get(message.id);
    if (!waiting) return;
    this.#calls.delete(message.id);
    if (message.type === 'return') waiting.resolve(message.value as never);
    else waiting.reject(this.#errorOf(message));
    this.#tellWhetherAwaiting();
  }

  /** The kernel's error with paths as the caller gives them: seen from the working directory. */
  #errorOf({ name, message, hint }: Thrown): Error {
    if (hint !== '') return new LabError(name, message, hint);
    const seenFromWorkdir = message
      .replaceAll(`'${this.workdir}/`, `'`)
      .replaceAll(`'${this.workdir}'`, `'.'`);
    return new Error(seenFromWorkdir);
  }

  #tellWhetherAwaiting(): void {
    this.#around.awaiting(this.#calls.size > 0 || this.#processes.size > 0 || this.#ports.awaiting);
  }
}

const noSnapshots = (): LabError =>
  new LabError(
    'SnapshotNotSupported',
    'This engine cannot mount a binary snapshot.',
    'Mount a tree of files.',
  );
