import { inspect } from './inspect.ts';
import { hideFrom, invalidType, nodeError } from '../core/node-error.ts';

type Name = string | symbol;
type Listener = (this: unknown, ...args: unknown[]) => unknown;
interface Held {
  readonly call: Listener;
  readonly given: Listener;
}
type Store = Record<Name, Held[] | undefined>;

const STORE = Symbol('listeners');
const CAPTURE = Symbol('captureRejections');
export const errorMonitor: unique symbol = Symbol('events.errorMonitor');
export const captureRejectionSymbol: unique symbol = Symbol.for('nodejs.rejection') as never;

let warn: (message: string, name: string) => void = () => undefined;

/** Where warnings of leaking listeners go. */
export function onLeak(listener: typeof warn): void {
  warn = listener;
}

interface Emitter {
  _events: object;
  _eventsCount: number;
  _maxListeners: number | undefined;
  [STORE]?: Store;
  [CAPTURE]?: boolean;
}

/** Node's `EventEmitter`: a function, so that old programs may inherit from it by calling it. */
function EventEmitter(this: Emitter, options?: { captureRejections?: boolean }): void {
  init.call(this, options);
}

function init(this: Emitter, options?: { captureRejections?: boolean }): void {
  if (!Object.hasOwn(this, '_events')) {
    this._events = Object.create(null) as object;
    this._eventsCount = 0;
  }
  this._maxListeners ??= undefined;
  if (options?.captureRejections === true) this[CAPTURE] = true;
}

/** Listeners by name, in `_events` as one listener or a list, as Node shows them. */
function storeOf(emitter: Emitter): Store {
  let store = emitter[STORE];
  if (!store || !Object.hasOwn(emitter, STORE)) {
    store = Object.create(null) as Store;
    Object.defineProperty(emitter, STORE, { value: store, configurable: true });
    if (!Object.hasOwn(emitter, '_events')) init.call(emitter);
  }
  return store;
}

function show(emitter: Emitter, name: Name): void {
  const held = storeOf(emitter)[name];
  const events = emitter._events as Record<Name, unknown>;
  const before = Object.hasOwn(events, name);
  if (!held || held.length === 0) {
    Reflect.deleteProperty(events, name);
    if (before) emitter._eventsCount -= 1;
    return;
  }
  events[name] = held.length === 1 ? held[0]?.call : held.map(({ call }) => call);
  if (!before) emitter._eventsCount += 1;
}

function assertListener(listener: unknown): asserts listener is Listener {
  if (typeof listener !== 'function') throw invalidType('listener', 'function', listener);
}

function add(emitter: Emitter, name: Name, held: Held, first: boolean): void {
  const store = storeOf(emitter);
  if (store['newListener']) emit.call(emitter, 'newListener', name, held.given);
  const list = (store[name] ??= []);
  if (first) list.unshift(held);
  else list.push(held);
  show(emitter, name);
  const most = emitter._maxListeners ?? EventEmitter.defaultMaxListeners;
  if (most > 0 && list.length === most + 1) {
    const maker =
      (emitter as { constructor?: { name: string } }).constructor?.name ?? 'EventEmitter';
    warn(
      `Possible EventEmitter memory leak detected. ${list.length} ${String(name)} listeners added to [${maker}]. MaxListeners is ${most}. Use emitter.setMaxListeners() to increase limit`,
      'MaxListenersExceededWarning',
    );
  }
}

function onceHeld(emitter: Emitter, name: Name, listener: Listener): Held {
  let fired = false;
  const call = function (this: unknown, ...args: unknown[]) {
    if (fired) return undefined;
    fired = true;
    methods.removeListener.call(emitter, name, call);
    return Reflect.apply(listener, this, args);
  };
  Object.assign(call, { listener });
  return { call, given: listener };
}

function emit(this: Emitter, name: Name, ...args: unknown[]): boolean {
  const store = storeOf(this);
  if (name === 'error') {
    for (const { call } of [...(store[errorMonitor] ?? [])]) Reflect.apply(call, this, args);
  }
  const list = store[name];
  if (!list || list.length === 0) {
    if (name === 'error') throw unhandled(args[0]);
    return false;
  }
  for (const { call } of [...list]) {
    const result: unknown = Reflect.apply(call, this, args);
    if (this[CAPTURE] === true && result instanceof Promise) {
      result.catch((error: unknown) => {
        const handler = (this as { [captureRejectionSymbol]?: unknown })[captureRejectionSymbol];
        if (typeof handler === 'function') Reflect.apply(handler, this, [error, name, ...args]);
        else emit.call(this, 'error', error);
      });
    }
  }
  return true;
}

function unhandled(error: unknown): unknown {
  if (error instanceof Error) return error;
  const made = nodeError(
    'ERR_UNHANDLED_ERROR',
    `Unhandled error. (${typeof error === 'string' ? `'${error}'` : inspect(error)})`,
  );
  Object.assign(made, { context: error });
  hideFrom(made, emit);
  return made;
}

const methods = {
  on(this: Emitter, name: Name, listener: unknown) {
    assertListener(listener);
    add(this, name, { call: listener, given: listener }, false);
    return this;
  },
  once(this: Emitter, name: Name, listener: unknown) {
    assertListener(listener);
    add(this, name, onceHeld(this, name, listener), false);
    return this;
  },
  prependListener(this: Emitter, name: Name, listener: unknown) {
    assertListener(listener);
    add(this, name, { call: listener, given: listener }, true);
    return this;
  },
  prependOnceListener(this: Emitter, name: Name, listener: unknown) {
    assertListener(listener);
    add(this, name, onceHeld(this, name, listener), true);
    return this;
  },
  removeListener(this: Emitter, name: Name, listener: unknown) {
    assertListener(listener);
    const store = storeOf(this);
    const list = store[name];
    const at =
      list?.findLastIndex(({ call, given }) => call === listener || given === listener) ?? -1;
    if (!list || at < 0) return this;
    const [removed] = list.splice(at, 1);
    if (list.length === 0) Reflect.deleteProperty(store, name);
    show(this, name);
    if (store['removeListener']) emit.call(this, 'removeListener', name, removed?.given);
    return this;
  },
  removeAllListeners(this: Emitter, name?: Name) {
    const store = storeOf(this);
    for (const key of name === undefined ? Reflect.ownKeys(store) : [name]) {
      const list = store[key] ?? [];
      Reflect.deleteProperty(store, key);
      show(this, key);
      if (!store['removeListener']) continue;
      for (const { given } of list.reverse()) emit.call(this, 'removeListener', key, given);
    }
    return this;
  },
  setMaxListeners(this: Emitter, count: number) {
    this._maxListeners = count;
    return this;
  },
  getMaxListeners(this: Emitter) {
    return this._maxListeners ?? EventEmitter.defaultMaxListeners;
  },
  listeners(this: Emitter, name: Name) {
    return (storeOf(this)[name] ?? []).map(({ given }) => given);
  },
  rawListeners(this: Emitter, name: Name) {
    return (storeOf(this)[name] ?? []).map(({ call }) => call);
  },
  listenerCount(this: Emitter, name: Name, listener?: unknown) {
    const list = storeOf(this)[name] ?? [];
    return listener === undefined
      ? list.length
      : list.filter(({ given }) => given === listener).length;
  },
  eventNames(this: Emitter) {
    return Reflect.ownKeys(storeOf(this));
  },
  emit,
};

for (const [name, value] of Object.entries({
  ...methods,
  addListener: Reflect.get(methods, 'on'),
  off: Reflect.get(methods, 'removeListener'),
})) {
  Object.defineProperty(EventEmitter.prototype, name, {
    value,
    writable: true,
    configurable: true,
    enumerable: true,
  });
}
Object.assign(EventEmitter.prototype, {
  _events: undefined,
  _eventsCount: 0,
  _maxListeners: undefined,
});

export interface EventTargetLike {
  on(name: Name, listener: (...args: never[]) => void): unknown;
  removeListener(name: Name, listener: (...args: never[]) => void): unknown;
}

const aborted = (signal: AbortSignal): Error =>
  Object.assign(new Error('The operation was aborted', { cause: signal.reason as unknown }), {
    name: 'AbortError',
    code: 'ABORT_ERR',
  });

/** Resolves to the arguments of the next event of this name; rejects when an `error` comes first. */
export function once(
  emitter: EventTargetLike | EventTarget,
  name: string,
  options: { signal?: AbortSignal } = {},
): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const { signal } = options;
    if (signal?.aborted) {
      reject(aborted(signal));
      return;
    }
    if (emitter instanceof EventTarget) {
      emitter.addEventListener(
        name,
        (event) => {
          resolve([event]);
        },
        { once: true },
      );
      return;
    }
    const clear = () => {
      emitter.removeListener(name, happened);
      emitter.removeListener('error', failed);
      signal?.removeEventListener('abort', stopped);
    };
    const happened = (...args: unknown[]) => {
      clear();
      resolve(args);
    };
    const failed = (error: Error) => {
      clear();
      reject(error);
    };
    const stopped = () => {
      clear();
      if (signal) reject(aborted(signal));
    };
    emitter.on(name, happened);
    if (name !== 'error') emitter.on('error', failed);
    signal?.addEventListener('abort', stopped, { once: true });
  });
}

/** Every event of this name, as an async iterator of argument lists. */
export function on(
  emitter: EventTargetLike,
  name: string,
  options: { signal?: AbortSignal } = {},
): AsyncIterableIterator<unknown[]> {
  const waiting: {
    resolve(result: IteratorResult<unknown[]>): void;
    reject(error: unknown): void;
  }[] = [];
  const kept: unknown[][] = [];
  let failure: { error: unknown } | undefined;
  let over = false;
  const happened = (...args: unknown[]) => {
    const next = waiting.shift();
    if (next) next.resolve({ value: args, done: false });
    else kept.push(args);
  };
  const failed = (error: unknown) => {
    const next = waiting.shift();
    if (next) next.reject(error);
    else failure = { error };
    stop();
  };
  const stop = () => {
    over = true;
    emitter.removeListener(name, happened);
    emitter.removeListener('error', failed);
    for (const next of waiting.splice(0)) next.resolve({ value: undefined, done: true });
  };
  emitter.on(name, happened);
  emitter.on('error', failed);
  const { signal } = options;
  signal?.addEventListener(
    'abort',
    () => {
      failed(aborted(signal));
    },
    { once: true },
  );
  if (signal?.aborted) failed(aborted(signal));
  return {
    next() {
      const value = kept.shift();
      if (value) return Promise.resolve({ value, done: false });
      if (failure) {
        const { error } = failure;
        failure = undefined;
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what the emitter said
        return Promise.reject(error);
      }
      if (over) return Promise.resolve({ value: undefined, done: true });
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
      });
    },
    return() {
      stop();
      return Promise.resolve({ value: undefined, done: true });
    },
    throw(error: unknown) {
      failed(error);
      return Promise.resolve({ value: undefined, done: true });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

export function listenerCount(emitter: { listenerCount(name: Name): number }, name: Name): number {
  return emitter.listenerCount(name);
}

export function setMaxListeners(
  count: number,
  ...emitters: { setMaxListeners?(count: number): unknown }[]
): void {
  if (emitters.length === 0) EventEmitter.defaultMaxListeners = count;
  for (const emitter of emitters) emitter.setMaxListeners?.(count);
}

export function getEventListeners(
  emitter: { listeners(name: Name): unknown[] },
  name: Name,
): unknown[] {
  return emitter.listeners(name);
}

EventEmitter.defaultMaxListeners = 10;
EventEmitter.EventEmitter = EventEmitter;
Object.assign(EventEmitter, {
  init,
  once,
  on,
  listenerCount,
  setMaxListeners,
  getEventListeners,
  errorMonitor,
  captureRejectionSymbol,
  captureRejections: false,
  usingDomains: false,
});

/** As a class for the layer's own use. */
export interface EventEmitterShape {
  on(name: Name, listener: (...args: never[]) => void): this;
  once(name: Name, listener: (...args: never[]) => void): this;
  off(name: Name, listener: (...args: never[]) => void): this;
  removeListener(name: Name, listener: (...args: never[]) => void): this;
  removeAllListeners(name?: Name): this;
  emit(name: Name, ...args: unknown[]): boolean;
  listenerCount(name: Name): number;
  listeners(name: Name): unknown[];
}
const EmitterClass = EventEmitter as unknown as new (options?: object) => EventEmitterShape;
export { EmitterClass as EventEmitter };
export default EventEmitter;
