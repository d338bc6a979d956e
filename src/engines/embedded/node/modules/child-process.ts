import { Readable, Writable } from 'readable-stream';
import { loop } from '../core/event-loop.ts';
import { kernel } from '../core/kernel-link.ts';
import { nowMs } from '../core/natives.ts';
import { absolute, state } from '../core/process-state.ts';
import { sendChanges } from '../core/tree-copy.ts';
import { output } from '../core/output.ts';
import { EventEmitter } from './events.ts';
import { pathOfUrl } from '../loader/file-url.ts';
import { process } from './process.ts';

/** Where a standard stream of a child leads. */
export type Way = 'pipe' | 'inherit' | 'ignore';

/** What Node's calls that start a program take. */
export interface SpawnOptions {
  readonly cwd?: string | URL;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdio?: Way | 'ipc' | readonly (Way | 'ipc' | number | null | undefined | object)[];
  readonly shell?: boolean | string;
  readonly argv0?: string;
  readonly timeout?: number;
  readonly killSignal?: string;
  readonly signal?: AbortSignal;
  readonly encoding?: string;
  readonly maxBuffer?: number;
  readonly execArgv?: readonly string[];
  readonly silent?: boolean;
  readonly serialization?: string;
}

const SIGNALS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGKILL: 9,
  SIGTERM: 15,
};
/** What keeps its standard input open: other programs get all of it when they start. */
const INTERACTIVE = /^(?:.*\/)?(?:node|npm|npx|python3?)$/;
const children = new Map<number, ChildProcess>();

/** Node's `ChildProcess`: a program of the lab, in a worker of its own. */
export class ChildProcess extends EventEmitter {
  pid: number | undefined = undefined;
  exitCode: number | null = null;
  signalCode: string | null = null;
  killed = false;
  connected = false;
  spawnfile: string;
  spawnargs: string[];
  stdin: Writable | null = null;
  stdout: Readable | null = null;
  stderr: Readable | null = null;
  stdio: (Readable | Writable | null)[] = [];
  readonly #id = kernel.newId();
  readonly #options: SpawnOptions;
  #release: (() => void) | undefined = loop.hold();
  #signal: string | undefined;
  #typed: Uint8Array[] = [];
  #typedEnd = false;
  #started = false;
  #notFound = '';
  #talks = false;

  constructor(
    file: string,
    args: readonly string[],
    options: SpawnOptions,
    ways: readonly [Way, Way, Way],
    talks: boolean,
  ) {
    super();
    this.spawnfile = file;
    this.spawnargs = [options.argv0 ?? file, ...args];
    this.#options = options;
    this.#talks = talks;
    this.connected = talks;
    if (!talks) this.#hide();
    children.set(this.#id, this);
    if (ways[1] === 'pipe') this.stdout = new Readable({ read: () => undefined });
    if (ways[2] === 'pipe') this.stderr = new Readable({ read: () => undefined });
    if (ways[0] === 'pipe') this.stdin = this.#input();
    this.stdio = [this.stdin, this.stdout, this.stderr];
    const start = () => {
      this.#start(file, args, ways);
    };
    if (INTERACTIVE.test(file) || ways[0] !== 'pipe') start();
    // Others get all of their input at once: what is written in this turn.
    else loop.immediate(start);
    const { signal, timeout } = options;
    const abort = () => {
      this.kill(options.killSignal ?? 'SIGTERM');
      this.emit(
        'error',
        Object.assign(new Error('The operation was aborted', { cause: signal?.reason }), {
          name: 'AbortError',
          code: 'ABORT_ERR',
        }),
      );
    };
    if (signal?.aborted) loop.nextTick(abort);
    else signal?.addEventListener('abort', abort, { once: true });
    if (timeout !== undefined && timeout > 0) {
      const timer = loop.addTimer(() => this.kill(options.killSignal ?? 'SIGTERM'), timeout);
      this.once('exit', () => {
        loop.removeTimer(timer);
      });
    }
  }

  #hide(): void {
    for (const name of ['send', 'disconnect'])
      Object.defineProperty(this, name, { value: undefined, configurable: true, writable: true });
  }

  #input(): Writable {
    return new Writable({
      write: (chunk: Uint8Array, _encoding: string, done: () => void) => {
        if (!this.#started) this.#typed.push(chunk);
        else
          kernel.say({
            type: 'child-input',
            id: this.#id,
            data: Buffer.from(chunk).toString('utf8'),
          });
        done();
      },
      final: (done: () => void) => {
        if (!this.#started) this.#typedEnd = true;
        else kernel.say({ type: 'child-input', id: this.#id, data: null });
        done();
      },
    });
  }

  #start(file: string, args: readonly string[], ways: readonly [Way, Way, Way]): void {
    // A child sees the files and the terminal as its parent left them.
    output.flush();
    sendChanges(true, nowMs());
    const { cwd, env } = this.#options;
    const folder =
      cwd === undefined ? state.cwd : absolute(cwd instanceof URL ? pathOfUrl(cwd) : cwd);
    const interactive = INTERACTIVE.test(file);
    const stdin =
      ways[0] === 'pipe' && !interactive ? Uint8Array.from(Buffer.concat(this.#typed)) : ways[0];
    const name = file === process.execPath ? 'node' : file;
    kernel.say({
      type: 'spawn',
      id: this.#id,
      argv: [name, ...(name === 'node' ? (this.#options.execArgv ?? []) : []), ...args],
      cwd: folder,
      env: Object.fromEntries(
        Object.entries(env ?? process.env).filter(
          (entry): entry is [string, string] => entry[1] !== undefined,
        ),
      ),
      stdin,
      stdout: ways[1],
      stderr: ways[2],
    });
    this.#started = true;
    if (interactive && ways[0] === 'pipe') {
      for (const chunk of this.#typed.splice(0))
        kernel.say({
          type: 'child-input',
          id: this.#id,
          data: Buffer.from(chunk).toString('utf8'),
        });
      if (this.#typedEnd) kernel.say({ type: 'child-input', id: this.#id, data: null });
    }
  }

  started(): void {
    this.pid = state.pid * 100 + this.#id;
    this.emit('spawn');
  }

  failed(code: string): void {
    this.#over();
    const errno = code === 'ENOENT' ? -2 : -11;
    const error = Object.assign(new Error(`spawn ${this.spawnfile} ${code}`), {
      errno,
      code,
      syscall: `spawn ${this.spawnfile}`,
      path: this.spawnfile,
      spawnargs: this.spawnargs.slice(1),
    });
    this.stdin?.destroy();
    for (const stream of [this.stdout, this.stderr]) stream?.push(null);
    this.emit('error', error);
    this.#closeAfterStreams(errno, null);
  }

  said(fd: 1 | 2, data: Uint8Array): void {
    if (fd === 2 && this.#options.shell === undefined)
      this.#notFound += Buffer.from(data).toString('utf8').slice(0, 500);
    (fd === 1 ? this.stdout : this.stderr)?.push(Buffer.from(data));
  }

  ended(code: number): void {
    const notFound = /^bash: (.*): (?:command not found|No such file or directory)\n$/.exec(
      this.#notFound,
    );
    if (
      code === 127 &&
      notFound &&
      this.#options.shell === undefined &&
      !INTERACTIVE.test(this.spawnfile)
    ) {
      this.#dropStreams();
      this.failed('ENOENT');
      return;
    }
    this.#over();
    const bySignal =
      this.#signal ??
      (code === 137 ? 'SIGKILL' : code === 143 ? 'SIGTERM' : code === 130 ? 'SIGINT' : undefined);
    this.signalCode = bySignal ?? null;
    this.exitCode = bySignal === undefined ? code : null;
    this.stdin?.destroy();
    for (const stream of [this.stdout, this.stderr]) stream?.push(null);
    this.emit('exit', this.exitCode, this.signalCode);
    if (this.connected) {
      this.connected = false;
      this.emit('disconnect');
    }
    this.#closeAfterStreams(this.exitCode, this.signalCode);
  }

  #dropStreams(): void {
    for (const stream of [this.stdout, this.stderr]) stream?.removeAllListeners('data');
  }

  #over(): void {
    children.delete(this.#id);
    this.#release?.();
  }

  #closeAfterStreams(code: number | null, signal: string | null): void {
    const open = [this.stdout, this.stderr].filter(
      (stream): stream is Readable => stream !== null && !stream.readableEnded && !stream.destroyed,
    );
    let left = open.length;
    const closed = () => {
      left -= 1;
      if (left <= 0) loop.nextTick(() => this.emit('close', code, signal));
    };
    if (left === 0) closed();
    for (const stream of open) {
      stream.once('close', closed);
      if (stream.listenerCount('data') === 0 && stream.listenerCount('readable') === 0)
        stream.resume();
    }
  }

  kill(signal: string | number = 'SIGTERM'): boolean {
    const name =
      typeof signal === 'number'
        ? Object.keys(SIGNALS).find((one) => SIGNALS[one] === signal)
        : signal;
    const number = SIGNALS[name ?? ''];
    if (signal === 0) return children.has(this.#id);
    if (number === undefined || !children.has(this.#id)) return false;
    this.killed = true;
    this.#signal = name;
    kernel.say({ type: 'child-kill', id: this.#id, code: 128 + number });
    return true;
  }

  send(message: unknown, ...rest: unknown[]): boolean {
    const callback = rest.findLast((one) => typeof one === 'function') as
      ((error: Error | null) => void) | undefined;
    if (!this.connected) {
      const error = Object.assign(new Error('Channel closed'), { code: 'ERR_IPC_CHANNEL_CLOSED' });
      if (callback)
        loop.nextTick(() => {
          callback(error);
        });
      else loop.nextTick(() => this.emit('error', error));
      return false;
    }
    kernel.say({
      type: 'child-message',
      id: this.#id,
      data: { kind: 'message', text: JSON.stringify(message) },
    });
    if (callback)
      loop.nextTick(() => {
        callback(null);
      });
    return true;
  }

  disconnect(): void {
    if (!this.connected) return;
    this.connected = false;
    kernel.say({ type: 'child-message', id: this.#id, data: { kind: 'disconnect' } });
    loop.close(() => this.emit('disconnect'));
  }

  /** Raw data to the child's worker, for `worker_threads`. */
  post(data: unknown): void {
    kernel.say({ type: 'child-message', id: this.#id, data });
  }

  heard(data: unknown): void {
    const { kind, text } = (data ?? {}) as { kind?: unknown; text?: unknown };
    if (kind === 'message' && typeof text === 'string' && this.#talks)
      this.emit('message', JSON.parse(text), undefined);
    else if (kind === 'disconnect' && this.connected) {
      this.connected = false;
      this.emit('disconnect');
    } else this.emit('lab:data', data);
  }

  ref(): void {
    this.#release ??= loop.hold();
  }
  unref(): void {
    this.#release?.();
    this.#release = undefined;
  }
  get channel(): object | undefined {
    return this.connected ? { ref: () => undefined, unref: () => undefined } : undefined;
  }
  [Symbol.dispose](): void {
    this.kill();
  }
}

/** Begins to hear what the kernel says of children. */
export function serveChildren(): void {
  kernel.on('child-started', ({ id }) => {
    loop.arrive(() => {
      children.get(id)?.started();
    });
  });
  kernel.on('child-failed', ({ id, code }) => {
    loop.arrive(() => {
      children.get(id)?.failed(code);
    });
  });
  kernel.on('child-output', ({ id, fd, data }) => {
    loop.arrive(() => {
      children.get(id)?.said(fd, data);
    });
  });
  kernel.on('child-message', ({ id, data }) => {
    loop.arrive(() => {
      children.get(id)?.heard(data);
    });
  });
  kernel.on('child-exit', ({ id, code }) => {
    loop.arrive(() => {
      children.get(id)?.ended(code);
    });
  });
}
