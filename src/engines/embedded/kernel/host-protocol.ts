import type { Limits } from './limits.ts';

/** Kinds of workers that a kernel may ask its host for. */
export type ProcessWorkerKind = 'shell' | 'python' | 'node' | 'tools' | 'sqlite';
export type WorkerKind = 'kernel' | ProcessWorkerKind;

/**
 * What the kernel may ask of whatever hosts it: the frame's document in a browser, the main thread in Node.
 *
 * The host creates and ends all workers, because a worker can only be ended by its maker and spares outlive kernels.
 */
export interface HostWorkers {
  /**
   * A booted worker of this kind: it has said `ready`, and nothing else was said to it.
   *
   * @throws Error when the worker's code cannot be loaded or it breaks while it boots.
   */
  startWorker(kind: ProcessWorkerKind): Promise<HostedWorker>;
}

export interface HostedWorker {
  /** Private to the kernel and the worker. */
  readonly port: MessagePort;
  terminate(): void;
  /** Tells once, with words for a person, when the worker dies by itself. */
  onCrash(listener: (message: string) => void): void;
}

/** What a container is made with. */
export interface ContainerOptions {
  readonly workdirName: string;
  readonly limits: Partial<Limits>;
}

/** From the host to a kernel, on the kernel's boot port. */
export type ToKernel =
  /** Ends a kernel's life as a spare: it serves one container on `port`. */
  | { readonly type: 'serve'; readonly port: MessagePort; readonly options: ContainerOptions }
  | { readonly type: 'worker-started'; readonly id: number; readonly port: MessagePort }
  | { readonly type: 'worker-failed'; readonly id: number; readonly message: string }
  | { readonly type: 'worker-crashed'; readonly id: number; readonly message: string };

/** From a kernel to its host. */
export type FromKernel =
  | { readonly type: 'ready' }
  | { readonly type: 'start-worker'; readonly id: number; readonly kind: ProcessWorkerKind }
  | { readonly type: 'terminate-worker'; readonly id: number };
