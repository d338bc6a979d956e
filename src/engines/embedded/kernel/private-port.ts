import type { FromProcess, ToProcess } from './process.ts';

/** The worker's one line to the kernel. */
export interface PrivatePort {
  say(message: FromProcess, transfer?: Transferable[]): void;
  hear(listener: (message: ToProcess) => void): void;
}

/**
 * Wraps a port so that later changes to built-in prototypes cannot catch it: every method that would be looked up, and
 * the one that reads a message, is taken now.
 */
export function keepPrivate(port: MessagePort): PrivatePort {
  const send = port.postMessage.bind(port) as (message: unknown, transfer: Transferable[]) => void;
  const ownData: { get?: (this: Event) => unknown } | undefined = Object.getOwnPropertyDescriptor(
    MessageEvent.prototype,
    'data',
  );
  const dataOf = Function.prototype.call.bind(ownData?.get ?? nothing) as (event: Event) => unknown;
  let listener: ((message: ToProcess) => void) | undefined;
  const waiting: ToProcess[] = [];
  port.onmessage = (event: MessageEvent<unknown>) => {
    const message = dataOf(event) as ToProcess;
    if (listener) listener(message);
    else waiting.push(message);
  };
  return {
    say: (message, transfer = []) => {
      send(message, transfer);
    },
    hear: (given) => {
      listener = given;
      for (const message of waiting.splice(0)) given(message);
    },
  };
}

function nothing(): undefined {
  return undefined;
}
