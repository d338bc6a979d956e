import type { WorkerKind } from '../kernel/host-protocol.ts';

/**
 * What stands before a worker's bundle in Node: it makes a worker thread look like a browser's worker, as far as our
 * workers look, and takes away what Node has and a browser's sandbox has not.
 *
 * Code of a learner finds neither `require` nor `process` in its worker. This is the wall behind that one: whoever finds
 * them all the same finds no network, no other process and no built-in module. Behind this one stands the permission
 * model, when the engine runs in a child (`isolated-engine.ts`).
 */
export function nodePrelude(kind: WorkerKind): string {
  return [STRICT, SCOPE, RUNS_SCRIPTS.includes(kind) ? RUN_SCRIPT : '', SEAL].join('');
}

/** Workers that run scripts of their own besides the one they are started with. */
const RUNS_SCRIPTS: readonly WorkerKind[] = ['kernel', 'shell', 'node'];

/** A directive counts at the top only, and the bundle's own is not there any more. */
const STRICT = `"use strict";\n`;

const SCOPE = `{
  const { parentPort } = require('node:worker_threads');
  const scope = globalThis;
  let handler = null;
  scope.self = scope;
  Object.defineProperty(scope, 'onmessage', {
    configurable: true,
    get: () => handler,
    set: (given) => { handler = given; },
  });
  parentPort.on('message', (data) => handler?.({ data }));
  // A browser's worker has this itself.
  process.on('unhandledRejection', (reason, promise) => {
    if (!scope.onunhandledrejection) throw reason;
    scope.onunhandledrejection({ reason, promise, preventDefault() {} });
  });
}
`;

/** A browser's worker has \`importScripts\` for this. A script that is run so can import nothing. */
const RUN_SCRIPT = `{
  const { runInThisContext } = require('node:vm');
  globalThis.runScript = (source, filename) => runInThisContext(source, { filename });
}
`;

const SEAL = `{
  const refuse = () => { throw new Error('a lab reaches nothing outside itself'); };
  const seal = (object, names) => {
    for (const name of names) {
      if (!Object.hasOwn(object, name)) continue;
      Object.defineProperty(object, name, { value: refuse, configurable: false, writable: false });
    }
  };
  const functionsOf = (object) => Object.keys(object).filter((name) => typeof object[name] === 'function');
  const net = require('node:net');
  const dgram = require('node:dgram');
  const dns = require('node:dns');
  const fs = require('node:fs');
  seal(net.Socket.prototype, ['connect']);
  seal(net.Server.prototype, ['listen', '_listen2']);
  seal(net, ['_createServerHandle']);
  seal(dgram.Socket.prototype, ['bind', 'connect', 'send', 'sendto']);
  seal(dgram, ['createSocket', '_createSocketHandle']);
  seal(dns.Resolver.prototype, Object.getOwnPropertyNames(dns.Resolver.prototype));
  seal(dns.promises, functionsOf(dns.promises));
  seal(dns, functionsOf(dns));
  // One of the descriptors that are open leads to the grader.
  seal(fs, ['write', 'writeSync', 'writev', 'writevSync']);
  seal(process, ['kill', '_kill', 'binding', '_linkedBinding', 'dlopen', 'abort', '_debugProcess', '_debugEnd', 'getBuiltinModule']);
  const Module = require('node:module');
  seal(Module.prototype, ['require']);
  seal(Module, ['_load', 'createRequire', 'register', 'registerHooks']);
}
`;
