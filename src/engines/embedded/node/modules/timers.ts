import { loop } from '../core/event-loop.ts';
import { assertFunction } from '../core/node-error.ts';
import type { QueuedTimer } from '../core/timer-queue.ts';

type Callback = (...args: unknown[]) => void;
const LONGEST_MS = 2 ** 31 - 1;
const promisified = Symbol.for('nodejs.util.promisify.custom');

const byNumber = new Map<number, Timeout>();
let nextNumber = 1;

/** Node's `Timeout`. */
export class Timeout {
  _idleTimeout: number;
  _repeat: number | null;
  _destroyed = false;
  readonly #number = nextNumber++;
  #task: () => void;
  #timer: QueuedTimer;
  #isRef = true;

  constructor(task: () => void, ms: unknown, repeats: boolean) {
    const asked = Number(ms);
    this._idleTimeout = asked >= 1 && asked <= LONGEST_MS ? Math.trunc(asked) : 1;
    this._repeat = repeats ? this._idleTimeout : null;
    this.#task = task;
    this.#timer = this.#start();
  }

  #start(): QueuedTimer {
    const timer = loop.addTimer(() => {
      if (this._repeat === null) {
        this.#end();
        this.#task();
        return;
      }
      try {
        this.#task();
      } finally {
        if (!this._destroyed) this.#timer = this.#start();
      }
    }, this._idleTimeout);
    timer.ref = this.#isRef;
    return timer;
  }

  #end(): void {
    this._destroyed = true;
    byNumber.delete(this.#number);
  }

  ref(): this {
    this.#isRef = this.#timer.ref = true;
    return this;
  }
  unref(): this {
    this.#isRef = this.#timer.ref = false;
    return this;
  }
  hasRef(): boolean {
    return this.#isRef;
  }
  refresh(): this {
    loop.removeTimer(this.#timer);
    this._destroyed = false;
    this.#timer = this.#start();
    return this;
  }
  close(): this {
    loop.removeTimer(this.#timer);
    this.#end();
    return this;
  }
  [Symbol.toPrimitive](): number {
    byNumber.set(this.#number, this);
    return this.#number;
  }
  [Symbol.dispose](): void {
    this.close();
  }
}

/** Node's `Immediate`. */
export class Immediate {
  readonly #entry: { cancelled: boolean; ref: boolean };
  _destroyed = false;

  constructor(task: () => void) {
    this.#entry = loop.immediate(() => {
      this._destroyed = true;
      task();
    });
  }

  ref(): this {
    this.#entry.ref = true;
    return this;
  }
  unref(): this {
    this.#entry.ref = false;
    return this;
  }
  hasRef(): boolean {
    return this.#entry.ref;
  }
  cancel(): void {
    this._destroyed = true;
    this.#entry.cancelled = true;
    this.#entry.ref = false;
  }
  [Symbol.dispose](): void {
    this.cancel();
  }
}

export function setTimeout(callback: unknown, ms?: unknown, ...args: unknown[]): Timeout {
  assertFunction('callback', callback);
  const call = callback as Callback;
  const timeout: Timeout = new Timeout(
    () => {
      Reflect.apply(call, timeout, args);
    },
    ms,
    false,
  );
  return timeout;
}

export function setInterval(callback: unknown, ms?: unknown, ...args: unknown[]): Timeout {
  assertFunction('callback', callback);
  const call = callback as Callback;
  const timeout: Timeout = new Timeout(
    () => {
      Reflect.apply(call, timeout, args);
    },
    ms,
    true,
  );
  return timeout;
}

export function setImmediate(callback: unknown, ...args: unknown[]): Immediate {
  assertFunction('callback', callback);
  return new Immediate(() => {
    (callback as Callback)(...args);
  });
}

export function clearTimeout(timer: unknown): void {
  if (timer instanceof Timeout) timer.close();
  else if (typeof timer === 'number' || typeof timer === 'string')
    byNumber.get(Number(timer))?.close();
}

export function clearImmediate(immediate: unknown): void {
  if (immediate instanceof Immediate) immediate.cancel();
}

interface Options {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

const aborted = (signal: AbortSignal): Error =>
  Object.assign(new Error('The operation was aborted', { cause: signal.reason }), {
    name: 'AbortError',
    code: 'ABORT_ERR',
  });

function waiting<Handle>(
  begin: (done: () => void) => Handle,
  end: (handle: Handle) => void,
  value: unknown,
  { signal, ref }: Options,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(aborted(signal));
      return;
    }
    const stop = () => {
      end(handle);
      if (signal) reject(aborted(signal));
    };
    const handle = begin(() => {
      signal?.removeEventListener('abort', stop);
      resolve(value);
    });
    if (ref === false) (handle as { unref?: () => void }).unref?.();
    signal?.addEventListener('abort', stop, { once: true });
  });
}

export const timersPromises = {
  setTimeout: (ms?: unknown, value?: unknown, options: Options = {}): Promise<unknown> =>
    waiting((done) => setTimeout(done, ms), clearTimeout, value, options),
  setImmediate: (value?: unknown, options: Options = {}): Promise<unknown> =>
    waiting((done) => setImmediate(done), clearImmediate, value, options),
  async *setInterval(ms?: unknown, value?: unknown, options: Options = {}): AsyncGenerator {
    for (;;) yield await timersPromises.setTimeout(ms, value, options);
  },
  scheduler: {
    wait: (ms: unknown, options?: Options): Promise<unknown> =>
      timersPromises.setTimeout(ms, undefined, options),
    yield: (): Promise<unknown> => timersPromises.setImmediate(),
  },
};

Object.defineProperty(setTimeout, promisified, { get: () => timersPromises.setTimeout });
Object.defineProperty(setImmediate, promisified, { get: () => timersPromises.setImmediate });

export const timers = {
  setTimeout,
  setInterval,
  setImmediate,
  clearTimeout,
  clearInterval: clearTimeout,
  clearImmediate,
  promises: timersPromises,
};
