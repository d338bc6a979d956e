import type { WorkerKind } from '../kernel/host-protocol.ts';
import type { WorkerBoot } from '../kernel/worker-boot.ts';

/** What differs between a browser's workers and Node's. */
export interface WorkerPlatform {
  /** Loads what a worker of this kind is made of. Called before each start; cheap when it is there. */
  load(kind: WorkerKind): Promise<WorkerParts>;
  start(parts: WorkerParts): PlatformWorker;
  /** Hears a port without keeping the platform up for it. */
  listen(port: MessagePort, listener: (data: unknown) => void): void;
  /** Stops hearing a port, so that it can be handed on. */
  release(port: MessagePort): void;
}

export interface WorkerParts {
  /** URL or path of the worker's script, or what is in it, packed or not. */
  readonly script: string | Uint8Array<ArrayBuffer>;
  /** What the boot message holds besides the port, and whether the worker is to warm up. */
  readonly boot: DistributiveOmit<WorkerBoot, 'port' | 'warm'>;
  /** Of `boot`, what is for this worker alone: it is handed over and not copied. */
  readonly transfer?: readonly Transferable[];
}

type DistributiveOmit<Whole, Key extends keyof never> = Whole extends unknown
  ? Omit<Whole, Key>
  : never;

export interface PlatformWorker {
  postMessage(message: unknown, transfer: Transferable[]): void;
  /** Told, with the platform's words, when the worker dies of an error. */
  onError(listener: (message: string) => void): void;
  terminate(): void;
}
