import { SharedMemory } from './core/natives.ts';
import { keepStacksClean, nameClass } from './loader/stack.ts';
import { useBuiltins } from './loader/module-formats.ts';
import { Console } from './modules/console.ts';
import { webcrypto } from './modules/crypto.ts';
import { fetch } from './modules/fetch.ts';
import { noteRejection, process, useForGetBuiltin } from './modules/process.ts';
import { useArguments } from './modules/parse-args.ts';
import { builtins, useConsole } from './modules/registry.ts';
import { TestContext } from './modules/test.ts';
import {
  Immediate,
  Timeout,
  clearImmediate,
  clearTimeout,
  setImmediate,
  setInterval,
  setTimeout,
} from './modules/timers.ts';
import { onDeprecation, useColours } from './modules/util.ts';

/** What reaches out of a worker, or speaks in its name. Node has none of it, or the layer has its own. */
const TAKEN_AWAY = [
  'postMessage',
  'close',
  'importScripts',
  'runScript',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'BroadcastChannel',
  'Worker',
  'SharedWorker',
  'RTCPeerConnection',
  'RTCDataChannel',
  'indexedDB',
  'caches',
  'cookieStore',
  'FileReader',
  'FileReaderSync',
  'Notification',
  'onmessage',
  'onmessageerror',
  'self',
  'location',
  'origin',
  'name',
  'require',
  'module',
];

type Scope = Record<string, unknown>;

function takeAway(scope: Scope, name: string): void {
  for (let at: object | null = scope; at; at = Object.getPrototypeOf(at) as object | null) {
    if (!Object.hasOwn(at, name)) continue;
    const { configurable, writable } = Object.getOwnPropertyDescriptor(at, name) ?? {};
    if (configurable) Reflect.deleteProperty(at, name);
    else if (writable) Reflect.set(at, name, undefined);
  }
}

/** Makes the global scope look as in Node, and takes away what a program could reach out with. */
export function furnishScope(): void {
  const scope = globalThis as unknown as Scope;
  listenForRejections(scope);
  // Node loads these late, and needs its own `process` for it.
  new Response('');
  new Headers();
  keepStacksClean();
  for (const name of TAKEN_AWAY) takeAway(scope, name);
  // Every event target inherits these: they are hidden here only.
  for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) {
    Object.defineProperty(scope, name, { value: undefined, configurable: true, writable: true });
  }
  const console = new Console(
    () => process.stdout,
    () => process.stderr,
  );
  useConsole(console);
  const values: Scope = {
    global: globalThis,
    process,
    Buffer,
    console,
    setTimeout,
    setInterval,
    setImmediate,
    clearTimeout,
    clearInterval: clearTimeout,
    clearImmediate,
    fetch,
    crypto: webcrypto,
    navigator: {
      hardwareConcurrency: 1,
      language: 'en-US',
      languages: ['en-US'],
      platform: 'linux',
      userAgent: 'Node.js/24',
    },
    SharedArrayBuffer: SharedMemory,
  };
  for (const [name, value] of Object.entries(values)) {
    takeAway(scope, name);
    Object.defineProperty(scope, name, {
      value,
      writable: true,
      configurable: true,
      enumerable: !/^[A-Z]|^process|^console/.test(name),
    });
  }
  nameClass(process.constructor, 'process');
  nameClass(TestContext, 'TestContext');
  nameClass(Timeout, 'Timeout');
  nameClass(Immediate, 'Immediate');
  for (const name of [
    'setTimeout',
    'setInterval',
    'setImmediate',
    'clearTimeout',
    'clearImmediate',
    'fetch',
  ]) {
    nameClass(values[name] as object, name);
  }
  refuseCodeFromText();
  useBuiltins(builtins, (message, code) => {
    process.emitWarning(message, { code });
  });
  useForGetBuiltin((name) => (builtins.has(name) ? builtins.get(name) : undefined));
  useArguments(() => process.argv.slice(process.execArgv.includes('-e') ? 1 : 2));
  useColours(() => process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined);
  onDeprecation((message, type, code) => {
    process.emitWarning(message, type, code);
  });
}

function listenForRejections(scope: Scope): void {
  scope['onunhandledrejection'] = (event: {
    reason: unknown;
    promise: Promise<unknown>;
    preventDefault(): void;
  }) => {
    event.preventDefault();
    noteRejection(event.reason, event.promise);
  };
}

/** A content policy forbids this in the browser; Node has none. */
function refuseCodeFromText(): void {
  const refuse = () => {
    throw new EvalError('Code generation from strings disallowed for this context');
  };
  const kinds = [function () {}, function* () {}, async function () {}, async function* () {}];
  for (const kind of kinds) {
    const prototype = Object.getPrototypeOf(kind) as { constructor: { prototype: object } };
    const standIn = Object.defineProperty(function () {}, 'prototype', { value: prototype });
    const stranger = new Proxy(standIn, { apply: refuse, construct: refuse });
    Object.defineProperty(standIn, 'name', {
      value:
        prototype.constructor.prototype === Function.prototype ? 'Function' : 'GeneratorFunction',
    });
    Object.defineProperty(prototype, 'constructor', {
      value: stranger,
      configurable: true,
      writable: true,
    });
    if (prototype === (Function.prototype as unknown)) {
      Object.defineProperty(globalThis, 'Function', {
        value: stranger,
        configurable: true,
        writable: true,
      });
    }
  }
  Object.defineProperty(globalThis, 'eval', { value: refuse, configurable: true, writable: true });
}
