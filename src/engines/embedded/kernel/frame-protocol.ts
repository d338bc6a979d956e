import type { AssetName } from './engine-manifest.ts';
import type { ContainerOptions, ProcessWorkerKind, WorkerKind } from './host-protocol.ts';

/** What the frame's script says to the page's window when it hears: it may be greeted. */
export const FRAME_HEARS = 'plumbline: the frame hears';

/** The page's first message, with the port for all others. */
export interface FrameGreeting {
  /** How many booted workers of each kind wait. */
  readonly spares: Readonly<Record<WorkerKind, number>>;
  /** Assets that come without being asked for. */
  readonly coming: readonly AssetName[];
}

/** How the page and the engine's frame talk, on one port that the page gives. */
export type ToFrame =
  /** A piece of an asset that the frame asked for, as it came over the wire; they come in order. The buffer is transferred. */
  | {
      readonly type: 'asset';
      readonly name: string;
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly isLast: boolean;
    }
  /** A whole asset that the frame asked for, to be read by itself. */
  | { readonly type: 'asset-blob'; readonly name: string; readonly blob: Blob }
  | { readonly type: 'asset-failed'; readonly name: string; readonly message: string }
  /** Serve one container on `port`. Answered by `done` or `failed`. */
  | {
      readonly type: 'boot';
      readonly id: number;
      readonly port: MessagePort;
      readonly options: ContainerOptions;
    }
  | { readonly type: 'end'; readonly container: number }
  /** Answered by `pong`, as long as the frame is there. */
  | { readonly type: 'ping' }
  /** Answered by `done` or `failed`. */
  | { readonly type: 'warm'; readonly id: number; readonly kinds: readonly ProcessWorkerKind[] };

export type FromFrame =
  /** The first word. What the platform lacks, in words; `null` when it has all. */
  | { readonly type: 'hello'; readonly missing: string | null }
  | { readonly type: 'pong' }
  | { readonly type: 'need'; readonly names: readonly string[] }
  | { readonly type: 'done'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  /** The kernel of a container (by the `id` of its `boot`) died by itself. */
  | { readonly type: 'crashed'; readonly container: number; readonly message: string };
