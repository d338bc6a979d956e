import { LabError, type FileEntry, type FileTree } from '#container';
import type { KeptCopy, KeptTree, LabWork } from './lab-work.ts';
import type { Change, RecordStore } from './shelves.ts';

/** A lab's saved work with its files, or `undefined` when nothing was saved. @throws LabError `SavedFileMissing`. */
export async function readLabWork(
  store: RecordStore,
  lab: string,
): Promise<{ readonly work: LabWork; readonly tree: FileTree } | undefined> {
  const work = await store.get('works', lab);
  if (!work) return undefined;
  return { work, tree: await readKeptTree(store, lab, work.files) };
}

/** The files of a kept tree. @throws LabError `SavedFileMissing` that names the path. */
export async function readKeptTree(
  store: RecordStore,
  lab: string,
  kept: KeptTree,
): Promise<FileTree> {
  return keptTree(await store.all('blobs', `${lab}/`), lab, kept);
}

/** The files of a kept tree, whose contents are at hand by key. @throws as `readKeptTree`. */
export function keptTree(
  blobs: ReadonlyMap<string, Uint8Array>,
  lab: string,
  kept: KeptTree,
): FileTree {
  // As pairs: by assignment a file named `__proto__` would be lost.
  const tree: [path: string, entry: FileEntry][] = [];
  for (const [path, entry] of Object.entries(kept)) {
    if (entry.kind !== 'file') {
      tree.push([path, entry]);
      continue;
    }
    const bytes = blobs.get(`${lab}/${entry.digest}`);
    if (!bytes) {
      throw new LabError(
        'SavedFileMissing',
        `The contents of ${JSON.stringify(path)} are not in this browser’s storage any more.`,
        'Restore a kept copy, or reset the lab. The other files are untouched.',
      );
    }
    const executable = entry.executable ? { executable: true } : {};
    tree.push([path, { kind: 'file', bytes, ...executable }]);
  }
  return Object.fromEntries(tree);
}

/** Kept copies of a lab, newest first. */
export async function listKeptCopies(
  store: RecordStore,
  lab: string,
): Promise<readonly KeptCopy[]> {
  return [...(await store.all('copies', `${lab}/`)).values()].reverse();
}

/** Takes kept copies away, and with them the contents that nothing else of this lab needs. */
export async function deleteKeptCopies(
  store: RecordStore,
  lab: string,
  ids: readonly string[],
): Promise<void> {
  await store.write(ids.map((id) => ({ shelf: 'copies', key: `${lab}/${id}`, gone: true })));
  await dropUnusedBlobs(store, lab);
}

/**
 * Drops contents that neither the work nor a kept copy of the lab refers to. Call it only while holding the lab. It looks
 * and drops in one go: what a save writes meanwhile is not taken for unused.
 */
export async function dropUnusedBlobs(store: RecordStore, lab: string): Promise<number> {
  let dropped = 0;
  await store.update(['works', 'copies', 'blobs'], async (read) => {
    const trees = [...(await read.all('copies', `${lab}/`)).values()].map((copy) => copy.files);
    const work = await read.get('works', lab);
    if (work) trees.push(work.files);
    const used = new Set<string>();
    for (const tree of trees) {
      for (const entry of Object.values(tree)) {
        if (entry.kind === 'file') used.add(`${lab}/${entry.digest}`);
      }
    }
    const unused = (await read.keys('blobs', `${lab}/`)).filter((key) => !used.has(key));
    dropped = unused.length;
    return unused.map((key): Change => ({ shelf: 'blobs', key, gone: true }));
  });
  return dropped;
}
