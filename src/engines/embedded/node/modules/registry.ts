import pathBrowserify from 'path-browserify';
import * as bufferModule from 'buffer';
import * as streamModule from 'readable-stream';
import { StringDecoder } from 'string_decoder/';
import { invalidType, notInLab } from '../core/node-error.ts';
import { absolute, state } from '../core/process-state.ts';
import { pathOfUrl } from '../loader/file-url.ts';
import { nameClass } from '../loader/stack.ts';
import { makeRequire } from '../loader/common-modules.ts';
import type { Builtins } from '../loader/module-formats.ts';
import { stripTypes } from '../loader/source.ts';
import { assert, strictAssert } from './assert.ts';
import { childProcess } from './child-process-calls.ts';
import { Console } from './console.ts';
import { crypto } from './crypto.ts';
import events from './events.ts';
import { fs, fsPromises } from './fs.ts';
import { http, https } from './http.ts';
import { os } from './os.ts';
import { process } from './process.ts';
import { querystring } from './querystring.ts';
import { readline, readlinePromises } from './readline.ts';
import { test } from './test.ts';
import { timers, timersPromises } from './timers.ts';
import { url } from './url.ts';
import { util } from './util.ts';
import { utilTypes } from './util-types.ts';
import { workerThreads } from './worker-threads.ts';
import { zlib } from './zlib.ts';

type Fn = (...args: unknown[]) => unknown;

/** `path`, whose arguments must be text, with the program's folder for `resolve`. */
const path: Record<string, unknown> = { ...(pathBrowserify as unknown as Record<string, unknown>) };
for (const name of [
  'basename',
  'dirname',
  'extname',
  'isAbsolute',
  'normalize',
  'parse',
  'toNamespacedPath',
]) {
  const call = path[name] as Fn | undefined;
  if (!call) continue;
  path[name] = (first: unknown, ...rest: unknown[]) => {
    if (typeof first !== 'string') throw invalidType('path', 'string', first);
    return call(first, ...rest);
  };
}
const joinPaths = path['join'] as Fn;
path['join'] = (...parts: unknown[]) => {
  for (const part of parts) if (typeof part !== 'string') throw invalidType('path', 'string', part);
  return joinPaths(...parts);
};
path['toNamespacedPath'] = (given: unknown) => given;
path['resolve'] = (...parts: unknown[]) => {
  let whole = '';
  for (const [index, part] of parts.entries()) {
    if (typeof part !== 'string') throw invalidType(`paths[${index}]`, 'string', part);
    if (part !== '') whole = part.startsWith('/') ? part : `${whole}/${part}`;
  }
  return whole.startsWith('/') && parts.some((part) => String(part).startsWith('/'))
    ? (pathBrowserify as unknown as { resolve(path: string): string }).resolve(whole)
    : absolute(whole.replace(/^\//, '') || '.');
};
path['posix'] = path;
Reflect.deleteProperty(path, 'win32');

const { Readable, Writable, Duplex, Transform, PassThrough, Stream } = streamModule;
const stream = Object.assign(Stream, streamModule, {
  Readable,
  Writable,
  Duplex,
  Transform,
  PassThrough,
  Stream,
});

async function* text(source: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const chunk of source)
    yield typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array);
}
const bytesOf = async (source: AsyncIterable<unknown>): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of text(source)) chunks.push(chunk);
  return Buffer.concat(chunks);
};
const consumers = {
  buffer: bytesOf,
  text: async (source: AsyncIterable<unknown>) => (await bytesOf(source)).toString('utf8'),
  json: async (source: AsyncIterable<unknown>) =>
    JSON.parse((await bytesOf(source)).toString('utf8')) as unknown,
  arrayBuffer: async (source: AsyncIterable<unknown>) =>
    Uint8Array.from(await bytesOf(source)).buffer,
  blob: async (source: AsyncIterable<unknown>) =>
    new Blob([Uint8Array.from(await bytesOf(source))]),
};

const moduleFunction = Object.assign(() => undefined, {
  createRequire: (from: unknown) => {
    const file =
      typeof from === 'string' && !from.startsWith('file:')
        ? from
        : pathOfUrl(from as string | URL);
    return makeRequire(file);
  },
  builtinModules: [] as string[],
  isBuiltin: (name: string) =>
    builtins.has(name.replace(/^node:/, '')) &&
    (name.startsWith('node:') || !builtins.onlyWithScheme(name)),
  stripTypeScriptTypes: (source: string) => stripTypes(source, 'typed.ts'),
  findPackageJSON: () => undefined,
  syncBuiltinESMExports: () => undefined,
});
Object.assign(moduleFunction, { Module: moduleFunction });

const perfHooks = {
  performance: globalThis.performance,
  PerformanceObserver: (globalThis as { PerformanceObserver?: unknown }).PerformanceObserver,
  monitorEventLoopDelay: () => {
    throw notInLab('monitorEventLoopDelay', 'performance.now() and performance.mark() are');
  },
};

const buffer = {
  ...bufferModule,
  Buffer: bufferModule.Buffer,
  Blob: globalThis.Blob,
  File: globalThis.File,
  atob: globalThis.atob,
  btoa: globalThis.btoa,
  constants: { MAX_LENGTH: 2 ** 31 - 1, MAX_STRING_LENGTH: 2 ** 29 - 24 },
  isUtf8: (bytes: Uint8Array) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      return true;
    } catch {
      // What does not decode is not UTF-8: that is the answer.
      return false;
    }
  },
  isAscii: (bytes: Uint8Array) => bytes.every((byte) => byte < 128),
};

let consoleObject: Console;
export function useConsole(given: Console): void {
  consoleObject = given;
}

const MODULES: Readonly<Record<string, () => unknown>> = {
  assert: () => assert,
  'assert/strict': () => strictAssert,
  buffer: () => buffer,
  child_process: () => childProcess,
  console: () => Object.assign(consoleObject, { Console }),
  constants: () => ({ ...fs.constants, ...os.constants.signals }),
  crypto: () => crypto,
  events: () => events,
  fs: () => fs,
  'fs/promises': () => fsPromises,
  http: () => http,
  https: () => https,
  module: () => moduleFunction,
  os: () => os,
  path: () => path,
  'path/posix': () => path,
  perf_hooks: () => perfHooks,
  process: () => process,
  querystring: () => querystring,
  readline: () => readline,
  'readline/promises': () => readlinePromises,
  stream: () => stream,
  'stream/consumers': () => consumers,
  'stream/promises': () => streamModule.promises,
  'stream/web': () => ({
    ReadableStream,
    WritableStream,
    TransformStream,
    CompressionStream,
    DecompressionStream,
    TextDecoderStream,
    TextEncoderStream,
  }),
  string_decoder: () => ({ StringDecoder }),
  test: () => test,
  timers: () => timers,
  'timers/promises': () => timersPromises,
  tty: () => ({
    isatty: (fd: number) => (fd === 0 ? state.stdinIsTerminal : fd < 3 && state.stdoutIsTerminal),
  }),
  url: () => url,
  util: () => util,
  'util/types': () => utilTypes,
  worker_threads: () => workerThreads,
  zlib: () => zlib,
};

/** Node's modules that need what a browser has not, and what to say of each. */
const ABSENT: Readonly<Record<string, string>> = {
  async_hooks: 'promises of a browser cannot be followed; pass the context as an argument',
  cluster: 'use node:child_process',
  dgram: 'ports of a lab speak HTTP only',
  diagnostics_channel: 'use node:events',
  dns: 'a lab has no network',
  'dns/promises': 'a lab has no network',
  http2: 'ports of a lab speak HTTP/1.1; use node:http',
  inspector: 'there is no debugger in a lab',
  net: 'ports of a lab speak HTTP only; use node:http',
  repl: 'type node -e or run a file',
  sea: 'there are no executables in a lab',
  sqlite: 'use the sqlite3 command, or Python’s sqlite3',
  tls: 'ports of a lab speak plain HTTP',
  v8: 'the engine of a browser shows nothing of itself',
  vm: 'a lab makes no code from text; import a file',
  wasi: 'use WebAssembly itself',
};
const ONLY_WITH_SCHEME = ['test', 'sqlite', 'sea'];

const made = new Map<string, unknown>();

/** The bundler shortens names; programs and their readers see them. */
function named(module: unknown): unknown {
  if ((typeof module !== 'object' && typeof module !== 'function') || module === null)
    return module;
  for (const [key, value] of Object.entries(module)) {
    if (
      typeof value === 'function' &&
      key !== 'default' &&
      !/^(?:strict|constructor|it)$/.test(key)
    )
      nameClass(value as object, key);
  }
  return module;
}

/** Node's own modules. */
export const builtins: Builtins = {
  has: (name) => Object.hasOwn(MODULES, name) || Object.hasOwn(ABSENT, name),
  onlyWithScheme: (name) => ONLY_WITH_SCHEME.includes(name),
  get: (name) => {
    const why = Object.hasOwn(ABSENT, name) ? ABSENT[name] : undefined;
    if (why !== undefined) throw notInLab(`node:${name}`, why);
    if (!made.has(name)) made.set(name, named(MODULES[name]?.()));
    return made.get(name);
  },
};
moduleFunction.builtinModules.push(
  ...Object.keys(MODULES).filter((name) => !ONLY_WITH_SCHEME.includes(name)),
);
