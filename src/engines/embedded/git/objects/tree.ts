import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { fatal } from '../git-error.ts';
import { comparePaths, toBytes, toText } from '../text.ts';
import type { ObjectStore } from './object-store.ts';

export const MODE_FOLDER = 0o040000;
export const MODE_FILE = 0o100644;
export const MODE_EXECUTABLE = 0o100755;
export const MODE_LINK = 0o120000;
export const MODE_REPOSITORY = 0o160000;

export interface TreeEntry {
  readonly mode: number;
  readonly name: string;
  readonly oid: string;
}

/** A file as a tree or the index has it. */
export interface FileVersion {
  readonly mode: number;
  readonly oid: string;
}

/** All files under a tree by path, in git's order. */
export type Files = ReadonlyMap<string, FileVersion>;

export const modeText = (mode: number): string => mode.toString(8).padStart(6, '0');

export function parseTree(body: Uint8Array): TreeEntry[] {
  const entries: TreeEntry[] = [];
  let at = 0;
  while (at < body.length) {
    const space = body.indexOf(0x20, at);
    const end = body.indexOf(0, space);
    if (space < 0 || end < 0) throw fatal('malformed tree object');
    entries.push({
      mode: parseInt(toText(body.subarray(at, space)), 8),
      name: toText(body.subarray(space + 1, end)),
      oid: bytesToHex(body.subarray(end + 1, end + 21)),
    });
    at = end + 21;
  }
  return entries;
}

export function serializeTree(entries: readonly TreeEntry[]): Uint8Array {
  // git sorts folders as if their names ended with a slash.
  const key = (entry: TreeEntry) => (entry.mode === MODE_FOLDER ? `${entry.name}/` : entry.name);
  const parts = [...entries]
    .sort((a, b) => comparePaths(key(a), key(b)))
    .map((entry) => ({
      head: toBytes(`${entry.mode.toString(8)} ${entry.name}\0`),
      oid: hexToBytes(entry.oid),
    }));
  const bytes = new Uint8Array(parts.reduce((sum, { head }) => sum + head.length + 20, 0));
  let at = 0;
  for (const { head, oid } of parts) {
    bytes.set(head, at);
    bytes.set(oid, at + head.length);
    at += head.length + 20;
  }
  return bytes;
}

/** Entries of a tree. @throws GitExit when the object is no tree. */
export function readTree(store: ObjectStore, oid: string): TreeEntry[] {
  const object = store.read(oid);
  if (object.type !== 'tree') throw fatal(`object ${oid} is a ${object.type}, not a tree`);
  return parseTree(object.body);
}

/** All files under a tree; none for `null` (no commit yet). */
export function filesOf(store: ObjectStore, oid: string | null): Map<string, FileVersion> {
  const files = new Map<string, FileVersion>();
  const visit = (tree: string, prefix: string) => {
    for (const entry of readTree(store, tree)) {
      if (entry.mode === MODE_FOLDER) visit(entry.oid, `${prefix}${entry.name}/`);
      else files.set(prefix + entry.name, { mode: entry.mode, oid: entry.oid });
    }
  };
  if (oid !== null) visit(oid, '');
  return files;
}

/** Writes the trees that hold these files; returns the id of the top one. */
export function writeTree(
  store: ObjectStore,
  files: Iterable<readonly [string, FileVersion]>,
): string {
  interface Folder {
    readonly folders: Map<string, Folder>;
    readonly entries: TreeEntry[];
  }
  const top: Folder = { folders: new Map(), entries: [] };
  for (const [path, { mode, oid }] of files) {
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    let folder = top;
    for (const part of parts) {
      let next = folder.folders.get(part);
      if (!next) folder.folders.set(part, (next = { folders: new Map(), entries: [] }));
      folder = next;
    }
    folder.entries.push({ mode, name, oid });
  }
  const write = (folder: Folder): string =>
    store.write(
      'tree',
      serializeTree([
        ...folder.entries,
        ...[...folder.folders].map(([name, sub]) => ({ mode: MODE_FOLDER, name, oid: write(sub) })),
      ]),
    );
  return write(top);
}

/** What stands at a path under a tree; the tree itself for `''`. */
export function entryAt(store: ObjectStore, tree: string, path: string): FileVersion | undefined {
  let here: FileVersion = { mode: MODE_FOLDER, oid: tree };
  for (const part of path.split('/').filter(Boolean)) {
    if (here.mode !== MODE_FOLDER) return undefined;
    const entry = readTree(store, here.oid).find(({ name }) => name === part);
    if (!entry) return undefined;
    here = entry;
  }
  return here;
}
