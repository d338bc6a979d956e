import type { FileTree } from '#container';
import type { KeptCopy, KeptEntry, KeptTree, LabWorkFacts } from './lab-work.ts';
import type { Change, RecordStore } from './shelves.ts';
import { digestOf, keptEntry, sameEntry } from './tree-digest.ts';

/**
 * Writes one lab's work, each time only what changed, and each time as a whole: a reader finds the tree before a save or
 * after it, never between. Only one writer per lab may be alive (see `LabLock` of the workbench).
 */
export class WorkWriter {
  readonly #store: RecordStore;
  readonly #lab: string;
  /** What stands in the store now; `undefined` until the first save of this writer. */
  #tree: FileTree = {};
  #kept: KeptTree = {};

  /** `tree` and `kept` are what `readLabWork` gave, so that unchanged files are not written again. */
  constructor(store: RecordStore, lab: string, saved?: { tree: FileTree; kept: KeptTree }) {
    this.#store = store;
    this.#lab = lab;
    if (saved) {
      this.#tree = saved.tree;
      this.#kept = saved.kept;
    }
  }

  /** Saves the tree with its facts. @throws LabError `StorageFull`, `StorageLost`; what was saved before stays. */
  async save(facts: LabWorkFacts, tree: FileTree, now: Date = new Date()): Promise<void> {
    const { files, blobs } = this.#pack(tree);
    const work = { ...facts, savedAt: now.toISOString(), files };
    await this.#store.write([...blobs, { shelf: 'works', key: this.#lab, value: work }]);
    this.#tree = tree;
    this.#kept = files;
  }

  /** Keeps a copy of a tree beside the work, and says under which id. @throws as `save`. */
  async keepCopy(
    tree: FileTree,
    about: { readonly reason: string; readonly labVersion: string },
    now: Date = new Date(),
  ): Promise<KeptCopy> {
    const { files, blobs } = this.#pack(tree);
    const keptAt = now.toISOString();
    const taken = await this.#store.keys('copies', `${this.#lab}/${keptAt}`);
    const id = `${keptAt}-${taken.length + 1}`;
    const copy: KeptCopy = { id, lab: this.#lab, keptAt, ...about, files };
    const key = `${this.#lab}/${id}`;
    await this.#store.write([...blobs, { shelf: 'copies', key, value: copy }]);
    return copy;
  }

  /** After the store was emptied under this writer: the next save writes everything. */
  forget(): void {
    this.#tree = {};
    this.#kept = {};
  }

  #pack(tree: FileTree): { files: KeptTree; blobs: Change[] } {
    // As pairs: by assignment a file named `__proto__` would be lost.
    const files: [path: string, entry: KeptEntry][] = [];
    const blobs = new Map<string, Change>();
    const present = new Set(
      Object.values(this.#kept).map((entry) => (entry.kind === 'file' ? entry.digest : '')),
    );
    for (const [path, entry] of Object.entries(tree)) {
      const known = this.#kept[path];
      if (known && sameEntry(entry, this.#tree[path])) {
        files.push([path, known]);
        continue;
      }
      const digest = entry.kind === 'file' ? digestOf(entry.bytes) : '';
      files.push([path, keptEntry(entry, digest)]);
      if (entry.kind === 'file' && !present.has(digest)) {
        const key = `${this.#lab}/${digest}`;
        // A view into a larger buffer would be stored with the whole buffer.
        blobs.set(digest, { shelf: 'blobs', key, value: entry.bytes.slice() });
      }
    }
    return { files: Object.fromEntries(files), blobs: [...blobs.values()] };
  }
}
