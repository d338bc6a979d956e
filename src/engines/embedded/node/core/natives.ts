import { isNodeHost } from '../../kernel/classic-script.ts';

export { runScript } from '../../kernel/classic-script.ts';

/**
 * What the layer itself needs of the platform, taken before any program runs: later the names on the global scope are
 * Node's, or gone, and a program may change them.
 */
export const nativeSetTimeout: (action: () => void, ms: number) => number =
  globalThis.setTimeout.bind(globalThis) as never;
export const nativeClearTimeout: (id: number) => void = globalThis.clearTimeout.bind(globalThis);
export const nowMs: () => number = performance.now.bind(performance);
export const startedMs: number = nowMs();

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
  let isSecond = isNodeHost;
  port1.onmessage = () => {
    if (isSecond) {
      isSecond = isNodeHost;
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
