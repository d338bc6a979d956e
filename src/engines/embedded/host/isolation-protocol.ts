import type { Spares } from '../frame/worker-host.ts';
import type { ContainerOptions, ProcessWorkerKind, WorkerKind } from '../kernel/host-protocol.ts';
import type { PythonPaths } from './node-platform.ts';

/** What the child process of an isolated engine may use. Past a limit the child is ended, and the grader goes on. */
export interface IsolationLimits {
  /** Memory of the whole child, in bytes: every program of every lab in it, and the engine itself. */
  readonly memoryBytes: number;
  /** JavaScript heap of one program, in bytes. */
  readonly heapBytes: number;
  /** From the first container to the end of the last one, in ms. */
  readonly timeMs: number;
}

export const ISOLATION_LIMITS: IsolationLimits = {
  memoryBytes: 4 * 2 ** 30,
  heapBytes: 512 * 2 ** 20,
  timeMs: 30 * 60_000,
};

/** From the grader's process to the child. */
export type ToChild =
  /** The first message. `key` must come back with everything that the child says. */
  | {
      readonly type: 'begin';
      readonly key: string;
      readonly scripts: Readonly<Record<WorkerKind, string>>;
      readonly python: PythonPaths;
      readonly sqliteWasm: string;
      readonly spares: Spares;
      readonly limits: IsolationLimits;
    }
  /** Answered by `done` or `failed`. */
  | { readonly type: 'boot'; readonly id: number; readonly options: ContainerOptions }
  | { readonly type: 'end'; readonly container: number }
  /** Answered by `done` or `failed`. */
  | { readonly type: 'warm'; readonly id: number; readonly kinds: readonly ProcessWorkerKind[] }
  /** To the kernel of a container, as on its port. */
  | { readonly type: 'say'; readonly container: number; readonly data: unknown };

export type FromChild =
  | { readonly type: 'hello' }
  | { readonly type: 'done'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  | { readonly type: 'crashed'; readonly container: number; readonly message: string }
  /** From the kernel of a container, as on its port. */
  | { readonly type: 'say'; readonly container: number; readonly data: unknown }
  /** A limit was reached: the child ends after this. */
  | { readonly type: 'over'; readonly message: string };

/**
 * What stands on the wire. The key is known to the grader and to the child's main thread, where no program of a lab runs:
 * bytes that a program writes to the channel's descriptor cannot have it.
 */
export interface Sealed {
  readonly key: string;
  readonly message: FromChild;
}
