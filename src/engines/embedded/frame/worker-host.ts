import type {
  ContainerOptions,
  FromKernel,
  ProcessWorkerKind,
  ToKernel,
  WorkerKind,
} from '../kernel/host-protocol.ts';
import { BootLine } from './boot-line.ts';
import { SparePool, type ReadyWorker } from './spare-pool.ts';
import type { WorkerPlatform } from './worker-platform.ts';

/** How many booted workers of each kind wait. */
export type Spares = Readonly<Record<WorkerKind, number>>;

export const DEFAULT_SPARES: Spares = {
  kernel: 1,
  shell: 1,
  python: 1,
  node: 1,
  tools: 1,
  sqlite: 1,
};

/** What a shell takes from its start to its first prompt, in ms, and some more. */
const FIRST_WORK_MS = 100;

/** A container that is up: a kernel, and the workers that the kernel asked for. */
export interface HostedContainer {
  /** Ends all its workers, at once. */
  end(): void;
}

/** Makes, keeps warm and ends all workers of an engine. */
export class WorkerHost {
  readonly #platform: WorkerPlatform;
  readonly #pools: Readonly<Record<WorkerKind, SparePool>>;
  readonly #containers = new Set<HostedContainer>();

  constructor(platform: WorkerPlatform, spares: Spares = DEFAULT_SPARES) {
    this.#platform = platform;
    const line = new BootLine(FIRST_WORK_MS);
    this.#pools = {
      kernel: new SparePool('kernel', platform, spares.kernel, line),
      shell: new SparePool('shell', platform, spares.shell, line),
      python: new SparePool('python', platform, spares.python, line),
      node: new SparePool('node', platform, spares.node, line),
      tools: new SparePool('tools', platform, spares.tools, line),
      sqlite: new SparePool('sqlite', platform, spares.sqlite, line),
    };
  }

  /**
   * Gives a container to a fresh kernel, which serves it on `port`.
   *
   * `onCrash` is told once when the kernel dies by itself; its workers are ended by then.
   */
  async boot(
    port: MessagePort,
    options: ContainerOptions,
    onCrash: (message: string) => void,
  ): Promise<HostedContainer> {
    // A shell is what nearly every container asks for next. Why there is none is told to the one who asks.
    this.#pools.shell.warm('to-be-used').catch(() => undefined);
    const kernel = await this.#pools.kernel.take();
    const workers = new Map<number, ReadyWorker>();
    const container: HostedContainer = {
      end: () => {
        if (!this.#containers.delete(container)) return;
        kernel.terminate();
        for (const worker of workers.values()) worker.terminate();
      },
    };
    this.#containers.add(container);
    kernel.onCrash((message) => {
      container.end();
      onCrash(message);
    });
    const say = (message: ToKernel, transfer: Transferable[] = []) => {
      kernel.port.postMessage(message, transfer);
    };
    this.#platform.listen(kernel.port, (data) => {
      const message = data as FromKernel;
      if (message.type === 'start-worker') {
        void this.#lend(message.id, message.kind, { workers, say, container });
      } else if (message.type === 'terminate-worker') {
        workers.get(message.id)?.terminate();
        workers.delete(message.id);
      }
    });
    say({ type: 'serve', port, options }, [port]);
    return container;
  }

  async #lend(
    id: number,
    kind: ProcessWorkerKind,
    to: {
      workers: Map<number, ReadyWorker>;
      say: (message: ToKernel, transfer?: Transferable[]) => void;
      container: HostedContainer;
    },
  ): Promise<void> {
    try {
      const worker = await this.#pools[kind].take();
      if (!this.#containers.has(to.container)) {
        worker.terminate();
        return;
      }
      to.workers.set(id, worker);
      worker.onCrash((message) => {
        if (to.workers.delete(id)) to.say({ type: 'worker-crashed', id, message });
      });
      this.#platform.release(worker.port);
      to.say({ type: 'worker-started', id, port: worker.port }, [worker.port]);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      to.say({ type: 'worker-failed', id, message });
    }
  }

  /** Resolves when a spare of each kind waits. @throws Error when one cannot be loaded or does not boot. */
  async warm(kinds: readonly WorkerKind[]): Promise<void> {
    await Promise.all(kinds.map((kind) => this.#pools[kind].warm()));
  }

  /** Ends every worker, spares included. */
  dispose(): void {
    for (const container of this.#containers) container.end();
    for (const pool of Object.values(this.#pools)) pool.dispose();
  }
}
