/**
 * Workers that are handed their script as bytes, packed or not. A thread with an interpreter takes a browser as long as a
 * script takes to come, so the first ones are started before; and unpacking, like making a name for the script, which
 * halts a thread, is done on the worker's own.
 */
export class LoadingWorkers {
  #url: string | undefined;
  #waiting: Worker[] = [];

  /** Starts workers for scripts that are on their way. */
  begin(count: number): void {
    this.#waiting = Array.from({ length: count }, () => this.#make());
  }

  /** A worker that runs this script as if it had been started with it. What goes wrong is an `error` of the worker. */
  start(script: Uint8Array<ArrayBuffer>): Worker {
    const worker = this.#waiting.shift() ?? this.#make();
    worker.postMessage(script);
    return worker;
  }

  #make(): Worker {
    this.#url ??= URL.createObjectURL(
      new Blob([`(${loadScript.toString()})()`], { type: 'text/javascript' }),
    );
    return new Worker(this.#url);
  }
}

/** The worker's whole script at first: its text is what runs there, so it may use nothing from outside of itself. */
function loadScript(): void {
  const scope = globalThis as unknown as EventTarget & {
    onmessage: ((event: MessageEvent<unknown>) => void) | null;
    importScripts(url: string): void;
  };
  const load = async (script: Uint8Array<ArrayBuffer>) => {
    const isPacked = script[0] === 0x1f && script[1] === 0x8b;
    // Not by way of a blob, whose bytes would go to another process and back.
    const { body } = new Response(script);
    const text = isPacked ? body?.pipeThrough(new DecompressionStream('gzip')) : body;
    const bytes = await new Response(text).arrayBuffer();
    const blob = new Blob([bytes], { type: 'text/javascript' });
    const url = URL.createObjectURL(blob);
    scope.onmessage = null;
    scope.importScripts(url);
    URL.revokeObjectURL(url);
    for (const data of early) scope.dispatchEvent(new MessageEvent('message', { data }));
  };
  /** For the script, which hears nothing before it is there. */
  const early: unknown[] = [];
  scope.onmessage = ({ data: script }) => {
    scope.onmessage = ({ data }) => {
      early.push(data);
    };
    load(script as Uint8Array<ArrayBuffer>).catch((error: unknown) => {
      // Only what is thrown outside of a promise is an error of the worker.
      setTimeout(() => {
        throw error;
      });
    });
  };
}
