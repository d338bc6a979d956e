import { LabError, type Engine } from '#container';
import { DEFAULT_SPARES, type Spares } from '../frame/worker-host.ts';
import { piecesOf } from '../kernel/asset-pieces.ts';
import { assetsOf, type AssetName } from '../kernel/engine-manifest.ts';
import type { FromFrame, ToFrame } from '../kernel/frame-protocol.ts';
import { nextTurn } from '../kernel/next-turn.ts';
import { AssetLoader } from './asset-loader.ts';
import { HeldAssets } from './held-assets.ts';
import { openFrame, type EngineFrame } from './browser-frame.ts';
import {
  embeddedEngine,
  type EmbeddedEngineOptions,
  type EnginePlatform,
} from './embedded-engine.ts';
import { lendPlatform } from './lent-engine.ts';

export type { EmbeddedEngineOptions } from './embedded-engine.ts';

/**
 * The embedded engine in a browser: a hidden, sandboxed frame that can reach nothing, and workers in it.
 *
 * The page fetches the engine's assets and hands them in; it needs no more of its own policy than `frame-src 'self'` and
 * `connect-src 'self'`. Nothing is loaded before the first `boot` or `warm`.
 */
export function createEmbeddedEngine(options: EmbeddedEngineOptions = {}): Engine {
  return embeddedEngine(framePlatform(options), options);
}

/**
 * Opens a frame for an engine that runs on another thread: a worker of the page, which can open none. Who has the other end of
 * `port` makes it with `lentEngine`; what that engine and its containers say to each other never passes through the page's thread.
 *
 * Frames that are lent come one after another from the same files. Those are checked once, and held as long as the page is.
 * @see HeldAssets
 *
 * @returns the function that ends the frame with all that runs in it.
 */
export function lendEngine(port: MessagePort, options: EmbeddedEngineOptions = {}): () => void {
  const { href } = baseOf(options);
  const assets = held.get(href) ?? new HeldAssets(new AssetLoader(baseOf(options)));
  held.set(href, assets);
  return lendPlatform(framePlatform(options, assets), port);
}

/** By the address of the engine's files. */
const held = new Map<string, HeldAssets>();

const baseOf = ({ baseUrl = '/engine/' }: EmbeddedEngineOptions): URL =>
  new URL(baseUrl, document.baseURI);

function framePlatform(
  options: EmbeddedEngineOptions,
  assets: AssetLoader | HeldAssets = new AssetLoader(baseOf(options)),
): EnginePlatform {
  const baseUrl = baseOf(options);
  const link = new FrameLink(baseUrl, assets, { ...DEFAULT_SPARES, ...options.spares });
  return {
    boot: async (port, containerOptions, onCrash) => {
      const id = await link.ask(
        (id) => ({ type: 'boot', id, port, options: containerOptions }),
        [port],
      );
      link.onCrash(id, onCrash);
      return () => {
        link.tell({ type: 'end', container: id });
      };
    },
    warm: async (kinds) => {
      await link.ask((id) => ({ type: 'warm', id, kinds }));
    },
    onProgress: (listener) => assets.onProgress(listener),
    // A page stays up by itself.
    hold: () => () => undefined,
    portOpened: () => undefined,
    dispose: () => {
      link.dispose();
    },
  };
}

/** Whatever is asked of an engine begins with these. */
const FIRST_ASSETS = assetsOf('Shell', false);

/** The page's questions to its frame, and the assets that the frame asks for. */
class FrameLink {
  readonly #url: URL;
  readonly #assets: AssetLoader | HeldAssets;
  readonly #spares: Spares;
  readonly #asked = new Map<number, { resolve(): void; reject(error: unknown): void }>();
  readonly #crashListeners = new Map<number, (message: string) => void>();
  /** What the loader threw for an asset, to be thrown again in place of the frame's copy of its words. */
  #loadError: unknown;
  #frame: EngineFrame | undefined;
  #nextId = 1;

  constructor(baseUrl: URL, assets: AssetLoader | HeldAssets, spares: Spares) {
    this.#url = new URL('frame.html', baseUrl);
    this.#assets = assets;
    this.#spares = spares;
  }

  /** Resolves to the question's number when the frame says that it is done. */
  async ask(question: (id: number) => ToFrame, transfer: Transferable[] = []): Promise<number> {
    const id = this.#nextId++;
    const frame = (this.#frame ??= this.#open());
    await new Promise<void>((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      frame.send(question(id), transfer);
    });
    return id;
  }

  tell(message: ToFrame): void {
    this.#frame?.send(message);
  }

  onCrash(container: number, listener: (message: string) => void): void {
    this.#crashListeners.set(container, listener);
  }

  dispose(): void {
    this.#frame?.close();
    this.#frame = undefined;
  }

  #open(): EngineFrame {
    // They come while the frame does.
    this.#assets.loadAhead(FIRST_ASSETS);
    const frame = openFrame(
      this.#url,
      { spares: this.#spares, coming: FIRST_ASSETS },
      (message) => {
        this.#hear(message);
      },
      () => {
        this.#ended(sandboxEnded());
      },
    );
    for (const name of FIRST_ASSETS) void this.#supply(frame, name);
    // A site that does not answer is known sooner, and said better, by its list than by a silent frame.
    Promise.all([frame.ready, this.#assets.begin()]).catch((error: unknown) => {
      if (this.#frame === frame) this.#ended(error);
    });
    return frame;
  }

  /** The frame is gone with all that ran in it. Whoever waits is told; the next question opens another one. */
  #ended(error: unknown): void {
    this.dispose();
    for (const asked of this.#asked.values()) asked.reject(error);
    this.#asked.clear();
    const listeners = [...this.#crashListeners.values()];
    this.#crashListeners.clear();
    const message = error instanceof Error ? error.message : String(error);
    for (const listener of listeners) listener(message);
  }

  #hear(message: FromFrame): void {
    if (message.type === 'need') {
      for (const name of message.names) {
        if (this.#frame) void this.#supply(this.#frame, name as AssetName);
      }
    } else if (message.type === 'crashed') {
      this.#crashListeners.get(message.container)?.(message.message);
      this.#crashListeners.delete(message.container);
    } else if (message.type === 'done' || message.type === 'failed') {
      const asked = this.#asked.get(message.id);
      this.#asked.delete(message.id);
      if (message.type === 'done') asked?.resolve();
      else asked?.reject(this.#loadError ?? new Error(message.message));
    }
  }

  async #supply(frame: EngineFrame, name: AssetName): Promise<void> {
    try {
      const bytes = await this.#assets.load(name);
      this.#loadError = undefined;
      if (bytes instanceof Blob) {
        frame.send({ type: 'asset-blob', name, blob: bytes });
        return;
      }
      let sentBytes = 0;
      for (const piece of piecesOf(bytes)) {
        sentBytes += piece.length;
        const isLast = sentBytes === bytes.length;
        frame.send({ type: 'asset', name, bytes: piece, isLast }, [piece.buffer]);
        // It goes to another process, which takes a page's thread as long as a copy does.
        if (!isLast) await nextTurn();
      }
    } catch (error) {
      this.#loadError = error;
      const message = error instanceof Error ? error.message : String(error);
      frame.send({ type: 'asset-failed', name, message });
    }
  }
}

const sandboxEnded = (): LabError =>
  new LabError(
    'SandboxEnded',
    'the browser ended all that ran in it, as it does when a program takes more memory than there is.',
    'Open the lab again to go on; look for what grows without end.',
  );
