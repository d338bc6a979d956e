/** What the layer uses of the package, which carries no types of its own. */
declare module 'readable-stream' {
  type Listener = (...args: never[]) => void;
  type Callback = (error?: Error | null) => void;

  class Emitter {
    on(event: string | symbol, listener: Listener): this;
    once(event: string | symbol, listener: Listener): this;
    off(event: string | symbol, listener: Listener): this;
    emit(event: string | symbol, ...args: unknown[]): boolean;
    listenerCount(event: string | symbol): number;
    removeListener(event: string | symbol, listener: Listener): this;
    removeAllListeners(event?: string | symbol): this;
    setMaxListeners(count: number): this;
  }

  export class Readable extends Emitter {
    constructor(options?: object);
    static from(source: Iterable<unknown> | AsyncIterable<unknown>, options?: object): Readable;
    push(chunk: unknown): boolean;
    pause(): this;
    resume(): this;
    setEncoding(encoding: string): this;
    destroy(error?: Error): this;
    pipe<Target>(target: Target): Target;
    readonly destroyed: boolean;
    readonly readableEnded: boolean;
    readonly readableFlowing: boolean | null;
    [Symbol.asyncIterator](): AsyncIterator<unknown>;
  }

  export class Writable extends Emitter {
    constructor(options?: object);
    write(chunk: unknown, encoding?: unknown, callback?: unknown): boolean;
    end(chunk?: unknown, encoding?: unknown, callback?: unknown): this;
    destroy(error?: Error): this;
    readonly destroyed: boolean;
    readonly writableEnded: boolean;
    readonly writableFinished: boolean;
  }

  export class Duplex extends Readable {
    write(chunk: unknown, encoding?: unknown, callback?: unknown): boolean;
    end(chunk?: unknown, encoding?: unknown, callback?: unknown): this;
  }
  export class Transform extends Duplex {}
  export class PassThrough extends Transform {}
  export class Stream extends Emitter {}
  export const promises: object;
  export function pipeline(...args: unknown[]): unknown;
  export function finished(...args: unknown[]): unknown;
  export function addAbortSignal(signal: unknown, stream: unknown): unknown;
  export function compose(...args: unknown[]): unknown;
}

declare module 'path-browserify' {
  const path: Readonly<Record<string, (...args: never[]) => unknown>>;
  export default path;
}

declare module 'string_decoder/' {
  export const StringDecoder: new (encoding?: string) => object;
}
