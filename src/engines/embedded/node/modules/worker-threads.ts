import { loop } from '../core/event-loop.ts';
import { kernel } from '../core/kernel-link.ts';
import { state } from '../core/process-state.ts';
import { pathOfUrl } from '../loader/file-url.ts';
import { ChildProcess } from './child-process.ts';
import { EventEmitter } from './events.ts';
import { process } from './process.ts';
import type { Readable } from 'readable-stream';

/** The variable by which a program learns that it is a thread of another one. */
export const THREAD_VARIABLE = '__LAB_THREAD';

interface Options {
  readonly workerData?: unknown;
  readonly argv?: readonly unknown[];
  readonly env?: Readonly<Record<string, string>>;
  readonly eval?: boolean;
  readonly stdout?: boolean;
  readonly stderr?: boolean;
}

let nextThread = 1;

/** Node's `Worker`, in a process of its own: messages are copied; nothing is shared. */
export class Worker extends EventEmitter {
  readonly threadId = nextThread++;
  stdout: Readable | null;
  stderr: Readable | null;
  readonly #child: ChildProcess;
  readonly #early: unknown[] = [];
  #ready = false;
  #exited: Promise<number>;

  constructor(file: string | URL, options: Options = {}) {
    super();
    const path = file instanceof URL || file.startsWith('file:') ? pathOfUrl(file) : file;
    const args = options.eval === true ? ['-e', path] : [path];
    const env = { ...(options.env ?? process.env), [THREAD_VARIABLE]: String(this.threadId) };
    const way = (own: boolean | undefined) => (own === true ? 'pipe' : 'inherit');
    this.#child = new ChildProcess(
      'node',
      [...args, ...(options.argv ?? []).map(String)],
      { env },
      ['ignore', way(options.stdout), way(options.stderr)],
      false,
    );
    this.stdout = this.#child.stdout;
    this.stderr = this.#child.stderr;
    this.#child.on('lab:data', (data: { thread?: string; value?: unknown }) => {
      if (data.thread === 'ready') {
        this.#ready = true;
        this.#child.post({ thread: 'data', value: options.workerData });
        for (const value of this.#early.splice(0)) this.#child.post({ thread: 'message', value });
        this.emit('online');
      } else if (data.thread === 'message') this.emit('message', data.value);
      else if (data.thread === 'error') this.emit('error', data.value);
    });
    this.#exited = new Promise((resolve) => {
      this.#child.on('exit', (code: number | null) => {
        resolve(code ?? 1);
        this.emit('exit', code ?? 1);
      });
    });
    this.#child.on('error', (error: Error) => this.emit('error', error));
  }

  postMessage(value: unknown): void {
    if (this.#ready) this.#child.post({ thread: 'message', value });
    else this.#early.push(value);
  }
  terminate(): Promise<number> {
    this.#child.kill('SIGKILL');
    return this.#exited;
  }
  ref(): void {
    this.#child.ref();
  }
  unref(): void {
    this.#child.unref();
  }
}

class ParentPort extends EventEmitter {
  #letGo: (() => void) | undefined;

  constructor() {
    super();
    this.on('newListener', (name: string) => {
      if (name === 'message') this.#letGo ??= loop.hold();
    });
    this.on('removeListener', (name: string) => {
      if (name === 'message' && this.listenerCount('message') === 0) this.close();
    });
  }
  postMessage(value: unknown): void {
    kernel.say({ type: 'parent-message', data: { thread: 'message', value } });
  }
  close(): void {
    this.#letGo?.();
    this.#letGo = undefined;
  }
  ref(): void {
    this.#letGo ??= loop.hold();
  }
  unref(): void {
    this.close();
  }
  start(): void {
    // Messages flow as soon as somebody listens.
  }
}

export const workerThreads = {
  isMainThread: true,
  parentPort: null as ParentPort | null,
  workerData: null as unknown,
  threadId: 0,
  resourceLimits: {},
  SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'),
  Worker,
  MessageChannel: globalThis.MessageChannel,
  MessagePort: globalThis.MessagePort,
  receiveMessageOnPort: (): undefined => undefined,
  markAsUntransferable: (): void => undefined,
};

/** In a thread: waits for what it was made with, then goes on. */
export function beginThread(then: () => void): void {
  const thread = state.env[THREAD_VARIABLE];
  if (thread === undefined || !state.hasParent) {
    then();
    return;
  }
  Reflect.deleteProperty(state.env, THREAD_VARIABLE);
  const port = new ParentPort();
  const waiting: unknown[] = [];
  Object.assign(workerThreads, { isMainThread: false, parentPort: port, threadId: Number(thread) });
  const letGo = loop.hold();
  kernel.on('parent-message', ({ data }) => {
    const message = data as { thread?: string; value?: unknown };
    if (message.thread === 'data') {
      workerThreads.workerData = message.value;
      loop.arrive(() => {
        letGo();
        then();
      });
    } else if (message.thread === 'message') {
      if (port.listenerCount('message') === 0) waiting.push(message.value);
      else loop.arrive(() => port.emit('message', message.value));
    }
  });
  port.on('newListener', (name: string) => {
    if (name !== 'message') return;
    loop.nextTick(() => {
      for (const value of waiting.splice(0)) loop.arrive(() => port.emit('message', value));
    });
  });
  kernel.say({ type: 'parent-message', data: { thread: 'ready' } });
}

/** An error that ends a thread is told to whoever made it. */
export function tellThreadError(error: unknown): boolean {
  if (workerThreads.isMainThread) return false;
  kernel.say({
    type: 'parent-message',
    data: { thread: 'error', value: error instanceof Error ? error : new Error(String(error)) },
  });
  return true;
}
