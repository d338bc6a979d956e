import { LabError, type LoadProgress } from '#container';
import {
  assetsOf,
  type AssetFile,
  type AssetName,
  type EngineManifest,
  type PartName,
} from '../kernel/engine-manifest.ts';
import { nextTurn } from '../kernel/next-turn.ts';
import { hasJspi } from './browser-features.ts';

const PARTS: readonly PartName[] = ['Shell', 'Tools', 'SQLite', 'Node', 'Python'];

const CACHE = 'plumbline-engine';

/** @see AssetLoader.find */
export interface FoundAsset {
  /** What the site's list says of it. */
  readonly file: AssetFile;
  /** As an earlier visit kept it; what it holds may be anything. */
  readonly kept: Response | undefined;
  /** @throws LabError `EngineNotLoaded` */
  readonly fetched: () => Promise<Response>;
  /** Nobody waits for it. */
  readonly keep: (wire: Blob) => void;
}

/** Fetches the engine's assets from the site, checks them, keeps them for the next visit, and tells how far they are. */
export class AssetLoader {
  readonly #baseUrl: URL;
  readonly #listeners = new Set<(progress: LoadProgress) => void>();
  readonly #loadedBytes = new Map<AssetName, number>();
  readonly #ahead = new Map<AssetName, Promise<Uint8Array<ArrayBuffer>>>();
  #manifest: Promise<EngineManifest> | undefined;
  #cache: Promise<Cache | undefined> | undefined;

  constructor(baseUrl: URL) {
    this.#baseUrl = baseUrl;
  }

  onProgress(listener: (progress: LoadProgress) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * One asset, as it comes over the wire: nearly always packed. The caller owns the bytes.
   *
   * @throws LabError `EngineNotLoaded` when it cannot be fetched, or is not what the manifest says.
   */
  load(name: AssetName): Promise<Uint8Array<ArrayBuffer>> {
    const ahead = this.#ahead.get(name);
    this.#ahead.delete(name);
    return ahead ?? this.#load(name);
  }

  /** Begins to load what will be asked for. What fails is told to the one who asks. */
  loadAhead(names: readonly AssetName[]): void {
    for (const name of names) {
      const loading = this.#load(name);
      loading.catch(() => undefined);
      this.#ahead.set(name, loading);
    }
  }

  /** Where one asset lies, without a look at its bytes: what was kept of it, and how it is fetched and kept anew. */
  async find(name: AssetName): Promise<FoundAsset> {
    const [manifest, cache] = await Promise.all([this.#loadManifest(), this.#openCache()]);
    const file = manifest.files[name];
    const url = new URL(file.file, this.#baseUrl);
    return {
      file,
      kept: await cache?.match(url),
      fetched: () => this.#ask(url),
      keep: (wire) => {
        keep(cache, url, wire);
      },
    };
  }

  async #load(name: AssetName): Promise<Uint8Array<ArrayBuffer>> {
    const [manifest, cache] = await Promise.all([this.#loadManifest(), this.#openCache()]);
    const file = manifest.files[name];
    const url = new URL(file.file, this.#baseUrl);
    const kept = await cache?.match(url);
    const known = kept && new Uint8Array(await kept.arrayBuffer());
    // What is done with a large file is done in turns: reading, hashing, keeping and sending each hold a page up.
    await nextTurn();
    if (known && (await isWhole(known, file))) {
      this.#tell(name, file.wireBytes, manifest);
      await nextTurn();
      return known;
    }
    const wire = await this.#fetch(url, (loadedBytes) => {
      this.#tell(name, Math.min(loadedBytes, file.wireBytes), manifest);
    });
    await nextTurn();
    if (!(await isWhole(wire, file))) {
      throw notLoaded(
        `${file.file} is not what the site's list says: it was changed or cut on the way.`,
      );
    }
    this.#tell(name, file.wireBytes, manifest);
    await nextTurn();
    keep(cache, url, wire);
    return wire;
  }

  /** Loads the site's list. @throws LabError `EngineNotLoaded`. */
  async begin(): Promise<void> {
    await this.#loadManifest();
  }

  #openCache(): Promise<Cache | undefined> {
    return (this.#cache ??= openCache());
  }

  async #loadManifest(): Promise<EngineManifest> {
    this.#manifest ??= this.#fetchManifest();
    try {
      return await this.#manifest;
    } catch (error) {
      this.#manifest = undefined;
      throw error;
    }
  }

  /** The site's list; without a network, the one of the last visit. */
  async #fetchManifest(): Promise<EngineManifest> {
    const url = new URL('manifest.json', this.#baseUrl);
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = await this.#fetch(url, () => undefined);
    } catch (error) {
      const kept = await (await this.#openCache())?.match(url);
      if (!kept) throw error;
      return (await kept.json()) as EngineManifest;
    }
    const manifest = JSON.parse(new TextDecoder().decode(bytes)) as EngineManifest;
    void this.#openCache().then((cache) => {
      keep(cache, url, bytes);
      return dropOld(cache, manifest);
    });
    return manifest;
  }

  async #fetch(
    url: URL,
    progress: (loadedBytes: number) => void,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const response = await this.#ask(url);
    try {
      if (!response.body) return new Uint8Array(await response.arrayBuffer());
      const counted = response.body.pipeThrough(counter(progress));
      return new Uint8Array(await new Response(counted).arrayBuffer());
    } catch (error) {
      throw notFetched(url, error);
    }
  }

  async #ask(url: URL): Promise<Response> {
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`the site answered ${response.status}`);
      return response;
    } catch (error) {
      throw notFetched(url, error);
    }
  }

  #tell(name: AssetName, loadedBytes: number, manifest: EngineManifest): void {
    this.#loadedBytes.set(name, loadedBytes);
    const part = PARTS.find((one) => assetsOf(one, hasJspi()).includes(name)) ?? 'Python';
    const names = assetsOf(part, hasJspi());
    const sum = (of: (asset: AssetName) => number) => names.reduce((all, one) => all + of(one), 0);
    const progress = {
      part,
      loadedBytes: sum((asset) => this.#loadedBytes.get(asset) ?? 0),
      totalBytes: sum((asset) => manifest.files[asset].wireBytes),
    };
    for (const listener of this.#listeners) listener(progress);
  }
}

function counter(progress: (loadedBytes: number) => void) {
  let loadedBytes = 0;
  return new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      loadedBytes += chunk.length;
      progress(loadedBytes);
      controller.enqueue(chunk);
    },
  });
}

/** The cache, or `undefined` where the browser keeps none (private windows, plain http). */
async function openCache(): Promise<Cache | undefined> {
  try {
    return await caches.open(CACHE);
  } catch {
    // Not there, or forbidden: everything is fetched each time.
    return undefined;
  }
}

/** Nobody waits for it. A full disk costs the next visit a download, and this one nothing. */
function keep(cache: Cache | undefined, url: URL, wire: Uint8Array<ArrayBuffer> | Blob): void {
  cache?.put(url, new Response(wire)).catch(() => undefined);
}

async function dropOld(cache: Cache | undefined, manifest: EngineManifest): Promise<void> {
  if (!cache) return;
  const current = Object.values(manifest.files).map(({ file }) => file);
  for (const { url } of await cache.keys()) {
    const name = url.slice(url.lastIndexOf('/') + 1);
    if (name !== 'manifest.json' && !current.includes(name)) await cache.delete(url);
  }
}

/** Whether a file is what the manifest says. Some servers unpack `.gz` on the way. */
function isWhole(wire: Uint8Array<ArrayBuffer>, file: AssetFile): Promise<boolean> {
  return isIntact(wire, isPacked(wire) ? file.wireSha256 : file.sha256);
}

/** Whether these are the first bytes of a gzip. */
export const isPacked = (wire: Uint8Array): boolean => wire[0] === 0x1f && wire[1] === 0x8b;

async function isIntact(bytes: Uint8Array<ArrayBuffer>, sha256: string): Promise<boolean> {
  // Browsers hash only on secure origins; elsewhere the transport is not to be trusted anyway.
  if (!isSecureContext) return true;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}

function notFetched(url: URL, cause: unknown): LabError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return notLoaded(`${url.pathname} could not be fetched: ${reason}.`, cause);
}

export const notLoaded = (message: string, cause?: unknown): LabError =>
  new LabError(
    'EngineNotLoaded',
    `A part of the lab could not be loaded: ${message}`,
    'Check the connection and try again; nothing of your work is lost.',
    { cause },
  );
