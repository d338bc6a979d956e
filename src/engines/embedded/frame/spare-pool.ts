import type { WorkerKind } from '../kernel/host-protocol.ts';
import type { WorkerPlatform } from './worker-platform.ts';

/** A worker that has said `ready` and was told nothing else. */
export interface ReadyWorker {
  readonly port: MessagePort;
  terminate(): void;
  /** Told once, also when it has died already. */
  onCrash(listener: (message: string) => void): void;
}

/** Booted workers of one kind, so that taking one costs nothing; a taken one is replaced. */
export class SparePool {
  readonly #kind: WorkerKind;
  readonly #platform: WorkerPlatform;
  readonly #size: number;
  #spares: Promise<ReadyWorker>[] = [];
  #disposed = false;

  constructor(kind: WorkerKind, platform: WorkerPlatform, size: number) {
    this.#kind = kind;
    this.#platform = platform;
    this.#size = size;
  }

  /** @throws Error when it cannot be loaded, or dies while it boots. */
  async take(): Promise<ReadyWorker> {
    const next = this.#spares.shift() ?? this.#boot();
    const worker = await next;
    // The replacement starts now and not before: two that boot at a time would both be late.
    this.fill();
    return worker;
  }

  /** Starts as many as are missing. A spare that fails is dropped: the one who takes next hears why. */
  fill(): void {
    while (!this.#disposed && this.#spares.length < this.#size) {
      const spare = this.#boot();
      this.#spares.push(spare);
      const drop = () => {
        this.#spares = this.#spares.filter((other) => other !== spare);
      };
      spare.then((worker) => {
        worker.onCrash(drop);
      }, drop);
    }
  }

  /** Resolves when a spare waits. @throws Error as `take`. */
  async warm(): Promise<void> {
    if (this.#spares.length === 0) this.#spares.push(this.#boot());
    const [first] = this.#spares;
    try {
      await first;
    } catch (error) {
      this.#spares = this.#spares.filter((other) => other !== first);
      throw error;
    }
  }

  dispose(): void {
    this.#disposed = true;
    for (const spare of this.#spares.splice(0)) {
      void spare.then(
        (worker) => {
          worker.terminate();
        },
        () => undefined,
      );
    }
  }

  async #boot(): Promise<ReadyWorker> {
    const parts = await this.#platform.load(this.#kind);
    const worker = this.#platform.start(parts);
    const { port1, port2 } = new MessageChannel();
    let death: string | undefined;
    let tell: (message: string) => void = () => undefined;
    const ready = new Promise<void>((resolve, reject) => {
      tell = (message) => {
        reject(new Error(`the ${this.#kind} worker did not start: ${message}`));
      };
      this.#platform.listen(port1, (data) => {
        const { type, message } = data as { type?: unknown; message?: unknown };
        if (type === 'ready') resolve();
        if (type === 'broken') tell(String(message));
      });
    });
    worker.onError((message) => {
      death ??= message;
      tell(message);
    });
    worker.postMessage({ ...parts.boot, port: port2 }, [port2]);
    try {
      await ready;
    } catch (error) {
      worker.terminate();
      throw error;
    }
    this.#platform.release(port1);
    tell = () => undefined;
    return {
      port: port1,
      terminate: () => {
        worker.terminate();
      },
      onCrash: (listener) => {
        tell = listener;
        if (death !== undefined) listener(death);
      },
    };
  }
}
