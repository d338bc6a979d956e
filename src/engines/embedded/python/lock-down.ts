/** What reaches out of a worker, or starts code of its own. None of it is needed once the interpreter has booted. */
const REACHING_OUT = [
  'postMessage',
  'close',
  'fetch',
  'importScripts',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'BroadcastChannel',
  'MessageChannel',
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
  'URL',
  'Blob',
  'eval',
  'onmessage',
  'onmessageerror',
  'addEventListener',
  'removeEventListener',
  'dispatchEvent',
  'navigator',
  'structuredClone',
];

/**
 * Takes away what a program could speak or reach out with, should it find its way from Python into JavaScript.
 *
 * It raises the bar and proves nothing: nothing that this worker says is a verdict, and the frame's policy is what keeps
 * the network out. To be called after the interpreter has booted and before any code of the learner runs.
 */
export function lockDown(): void {
  const scope = globalThis as unknown as Record<string, unknown>;
  for (const name of REACHING_OUT) {
    // The name may be defined anywhere up the chain: shadowing it would leave the original within reach.
    for (let at: object | null = scope; at; at = Object.getPrototypeOf(at) as object | null) {
      if (!Object.hasOwn(at, name)) continue;
      const { configurable, writable } = Object.getOwnPropertyDescriptor(at, name) ?? {};
      if (configurable) Reflect.deleteProperty(at, name);
      else if (writable) Reflect.set(at, name, undefined);
    }
    if (!(name in scope)) Object.defineProperty(scope, name, { value: undefined });
  }
  // Pyodide explains a crash here in its own words; the learner gets ours on standard error.
  for (const method of Object.keys(console)) Reflect.set(console, method, () => undefined);
  refuseCodeFromText();
}

/** A content policy forbids this in the browser; Node has none. */
function refuseCodeFromText(): void {
  const refuse = () => {
    throw new EvalError("code cannot be made from text in a lab's Python");
  };
  const kinds = [function () {}, function* () {}, async function () {}, async function* () {}];
  for (const kind of kinds) {
    const prototype = Object.getPrototypeOf(kind) as object;
    Object.defineProperty(prototype, 'constructor', { value: refuse });
  }
  // Pyodide asks what is a function: the stand-in keeps the prototype.
  const standIn = Object.defineProperty(function () {}, 'prototype', { value: Function.prototype });
  Object.defineProperty(globalThis, 'Function', {
    value: new Proxy(standIn, { apply: refuse, construct: refuse }),
  });
}
