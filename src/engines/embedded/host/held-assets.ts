import type { AssetName } from '../kernel/engine-manifest.ts';
import { isPacked, notLoaded, type AssetLoader } from './asset-loader.ts';

/**
 * The engine's assets for frames that come one after another: each is found and checked once, and held as a blob, whose bytes are
 * with the browser and not with the page. A frame reads them on its own thread; the page's never has a whole file.
 */
export class HeldAssets {
  readonly #loader: AssetLoader;
  readonly #held = new Map<AssetName, Promise<Blob>>();

  constructor(loader: AssetLoader) {
    this.#loader = loader;
  }

  /** Loads the site's list. @throws LabError `EngineNotLoaded`. */
  begin(): Promise<void> {
    return this.#loader.begin();
  }

  onProgress: AssetLoader['onProgress'] = (listener) => this.#loader.onProgress(listener);

  /** Begins to load what will be asked for. What fails is told to the one who asks. */
  loadAhead(names: readonly AssetName[]): void {
    for (const name of names) void this.load(name).catch(() => undefined);
  }

  /** One asset, as it comes over the wire. @throws LabError `EngineNotLoaded`, and the next who asks tries again. */
  load(name: AssetName): Promise<Blob> {
    const known = this.#held.get(name);
    if (known) return known;
    const loading = this.#load(name);
    this.#held.set(name, loading);
    loading.catch(() => this.#held.delete(name));
    return loading;
  }

  async #load(name: AssetName): Promise<Blob> {
    const { file, kept, fetched, keep } = await this.#loader.find(name);
    // Who lends no engine pays nothing for it.
    const { blobDigest } = await import('./blob-digest.ts');
    const isWhole = async (blob: Blob): Promise<boolean> => {
      // Some servers unpack `.gz` on the way.
      const head = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
      return (await blobDigest(blob)) === (isPacked(head) ? file.wireSha256 : file.sha256);
    };
    const known = await kept?.blob();
    if (known && (await isWhole(known))) return known;
    const wire = await (await fetched()).blob();
    if (!(await isWhole(wire))) {
      throw notLoaded(
        `${file.file} is not what the site's list says: it was changed or cut on the way.`,
      );
    }
    keep(wire);
    return wire;
  }
}
