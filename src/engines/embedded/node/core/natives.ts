/**
 * What the layer itself needs of the platform, taken before any program runs: later the names on the global scope are
 * Node's, or gone, and a program may change them.
 */
const scope = globalThis as unknown as {
  importScripts?: (url: string) => void;
  /** Of the host in Node, which has no `importScripts`: runs a classic script. */
  runScript?: (source: string, name: string) => void;
};

export const nativeSetTimeout: (action: () => void, ms: number) => number =
  globalThis.setTimeout.bind(globalThis) as never;
export const nativeClearTimeout: (id: number) => void = globalThis.clearTimeout.bind(globalThis);
export const nowMs: () => number = performance.now.bind(performance);
export const startedMs: number = nowMs();

const { URL: NativeUrl, Blob: NativeBlob } = globalThis;
const createUrl = NativeUrl.createObjectURL.bind(NativeUrl);
const revokeUrl = NativeUrl.revokeObjectURL.bind(NativeUrl);
const load = scope.importScripts?.bind(globalThis);
const runInHost = scope.runScript?.bind(globalThis);

/**
 * Runs a classic script at once, in sloppy mode, on the global scope.
 *
 * In a browser by `importScripts` of a `blob:`, which a policy without `unsafe-eval` allows.
 *
 * @throws SyntaxError when it does not parse, and whatever it throws.
 */
export function runScript(source: string, name: string): void {
  if (runInHost) {
    runInHost(source, name);
    return;
  }
  // Firefox and Safari load a script by its type only.
  const type = 'text/javascript';
  const url = createUrl(new NativeBlob([source, `\n//# sourceURL=${name}`], { type }));
  try {
    load?.(url);
  } catch (error) {
    // Chromium says by which call it was read.
    if (error instanceof SyntaxError)
      error.message = error.message.replace(/^Failed to execute 'importScripts' on '\w+': /, '');
    throw error;
  } finally {
    revokeUrl(url);
  }
}

/** Shared memory exists on any page through WebAssembly, where the name itself may be hidden. */
const sharedCell = new Int32Array(
  new WebAssembly.Memory({ shared: true, initial: 1, maximum: 1 }).buffer,
);
export const SharedMemory: unknown = sharedCell.buffer.constructor;
const waitOn = Atomics.wait.bind(Atomics);

/** Stops this thread for good: whoever made the worker ends it. */
export function freeze(): never {
  for (;;) waitOn(sharedCell, 0, 0);
}

/**
 * Sends an empty task around, as soon as the platform may: promises settle before it arrives. Whoever sends has one on its
 * way at a time.
 *
 * A browser tells of rejections that nobody handles in a task of its own, which it makes when promises have settled: behind
 * the first round, but before a second one.
 */
export function hopper(arrived: () => void): () => void {
  const { port1, port2 } = new MessageChannel();
  const send = port2.postMessage.bind(port2);
  let isSecond = runInHost !== undefined;
  port1.onmessage = () => {
    if (isSecond) {
      isSecond = runInHost !== undefined;
      arrived();
    } else {
      isSecond = true;
      send(null);
    }
  };
  return () => {
    send(null);
  };
}
