import type { WorkerKind } from '../kernel/host-protocol.ts';
import type { WorkerBoot } from '../kernel/worker-boot.ts';
import type { BootLine } from './boot-line.ts';
import type { WorkerPlatform } from './worker-platform.ts';

/** A worker that has said `ready` and was told nothing else. */
export interface ReadyWorker {
  readonly port: MessagePort;
  terminate(): void;
  /** Told once, also when it has died already. */
  onCrash(listener: (message: string) => void): void;
}

/** What a spare is wanted for: to wait, warm, or to be used at once. */
type Haste = 'to-wait' | 'to-be-used';

/** One that boots, has booted, or waits for its turn to boot. */
interface Spare {
  readonly worker: Promise<ReadyWorker>;
  /** Ends its waiting. */
  hurry(haste: Haste): void;
}

/** Booted workers of one kind, so that taking one costs nothing; a taken one is replaced. */
export class SparePool {
  readonly #kind: WorkerKind;
  readonly #platform: WorkerPlatform;
  readonly #size: number;
  readonly #line: BootLine;
  #spares: Spare[] = [];
  #disposed = false;

  constructor(kind: WorkerKind, platform: WorkerPlatform, size: number, line: BootLine) {
    this.#kind = kind;
    this.#platform = platform;
    this.#size = size;
    this.#line = line;
  }

  /** @throws Error when it cannot be loaded, or dies while it boots. */
  async take(): Promise<ReadyWorker> {
    const next = this.#spares.shift() ?? this.#spare();
    next.hurry('to-be-used');
    const worker = await this.#line.first(next.worker);
    this.fill();
    return worker;
  }

  /**
   * Starts as many as are missing, as soon as nobody waits for any worker. A spare that fails is dropped: the one who
   * takes next hears why.
   */
  fill(): void {
    while (!this.#disposed && this.#spares.length < this.#size) {
      const spare = this.#spare();
      this.#spares.push(spare);
      const drop = () => {
        this.#spares = this.#spares.filter((other) => other !== spare);
      };
      spare.worker.then((worker) => {
        worker.onCrash(drop);
      }, drop);
    }
  }

  /** Resolves when a spare waits. One that will be taken at once need not be warm. @throws Error as `take`. */
  async warm(haste: Haste = 'to-wait'): Promise<void> {
    if (this.#spares.length === 0) this.#spares.push(this.#spare());
    const [first] = this.#spares;
    first?.hurry(haste);
    try {
      if (first) await this.#line.first(first.worker);
    } catch (error) {
      this.#spares = this.#spares.filter((other) => other !== first);
      throw error;
    }
  }

  dispose(): void {
    this.#disposed = true;
    for (const spare of this.#spares.splice(0)) {
      spare.hurry('to-wait');
      void spare.worker.then(
        (worker) => {
          worker.terminate();
        },
        () => undefined,
      );
    }
  }

  #spare(): Spare {
    let hurry: (haste: Haste) => void = () => undefined;
    const hurried = new Promise<Haste>((resolve) => {
      hurry = resolve;
    });
    const free = this.#line.whenFree().then((): Haste => 'to-wait');
    return { hurry, worker: Promise.race([hurried, free]).then((haste) => this.#boot(haste)) };
  }

  async #boot(haste: Haste): Promise<ReadyWorker> {
    if (this.#disposed) throw new Error('the engine has ended');
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
    const warm = haste === 'to-wait';
    const transfer = [port2, ...(parts.transfer ?? [])];
    worker.postMessage({ ...parts.boot, port: port2, warm } satisfies WorkerBoot, transfer);
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
        // It stays open when its other end dies with the worker; handed on, it is closed by whoever has it.
        port1.close();
      },
      onCrash: (listener) => {
        tell = listener;
        if (death !== undefined) listener(death);
      },
    };
  }
}
