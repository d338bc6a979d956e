import { isFolder, isSymlink, S_IFDIR, S_IFLNK, S_IFMT, type Inode } from './inode.ts';
import type { Tree } from './tree.ts';

/** Path, mode (with file-type bits), mtime (ms since the epoch), size (bytes; 0 when not a file), symlink target. */
export type PackedEntry = readonly [
  path: string,
  mode: number,
  mtimeMs: number,
  sizeBytes: number,
  target: string | null,
];

/** Files as flat arrays and one buffer: one structured clone, one copy, or none when the buffer is transferred. */
export interface PackedTree {
  /** Parents stand before their children. */
  readonly entries: readonly PackedEntry[];
  /** Contents of all files, in the order of `entries`. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a process changed: removals apply first, then the packed entries. */
export interface TreeDelta {
  readonly removed: readonly string[];
  readonly changed: PackedTree;
}

/** Packs these nodes; give parents before children. */
export function packNodes(nodes: Iterable<readonly [path: string, node: Inode]>): PackedTree {
  const list = [...nodes];
  let total = 0;
  for (const [, node] of list) total += node.data?.length ?? 0;
  const bytes = new Uint8Array(total);
  const entries: PackedEntry[] = [];
  let offset = 0;
  for (const [path, node] of list) {
    const size = node.data?.length ?? 0;
    if (node.data) bytes.set(node.data, offset);
    offset += size;
    entries.push([path, node.mode, node.mtimeMs, size, node.target]);
  }
  return { entries, bytes };
}

/** Packs all under these absolute paths (each with the folders above it). */
export function packTree(tree: Tree, under: readonly string[] = ['/']): PackedTree {
  const nodes: [string, Inode][] = [];
  const seen = new Set<string>();
  for (const top of under) {
    let above = '';
    for (const part of top.split('/').filter(Boolean).slice(0, -1)) {
      above += `/${part}`;
      if (!seen.has(above)) {
        seen.add(above);
        nodes.push([above, tree.lookup(above)]);
      }
    }
    for (const [path, node] of tree.walk(top)) {
      if (path === '/' || seen.has(path)) continue;
      seen.add(path);
      nodes.push([path, node]);
    }
  }
  return packNodes(nodes);
}

/**
 * Lays packed entries over a tree. File contents are views of the packed buffer unless `copy` asks for copies: a tree
 * that lives on after the sender must copy, or one small file keeps a whole buffer in memory.
 *
 * @throws TreeError as the tree's own operations do (limits, a file where a folder must be).
 */
export function unpackInto(
  tree: Tree,
  { entries, bytes }: PackedTree,
  options: { copy?: boolean } = {},
): void {
  let offset = 0;
  for (const [path, mode, mtimeMs, sizeBytes, target] of entries) {
    const type = mode & S_IFMT;
    if (type === S_IFDIR) {
      const existing = tree.tryLookup(path, false);
      if (existing && !isFolder(existing)) tree.rm(path);
      tree.mkdir(path, { recursive: true });
      tree.chmod(path, mode & 0o7777);
    } else if (type === S_IFLNK) {
      tree.rm(path, { recursive: true, force: true });
      tree.symlink(target ?? '', path);
    } else {
      const existing = tree.tryLookup(path, false);
      if (existing && (isFolder(existing) || isSymlink(existing))) {
        tree.rm(path, { recursive: true });
      }
      const end = offset + sizeBytes;
      const data = options.copy ? bytes.slice(offset, end) : bytes.subarray(offset, end);
      tree.writeFile(path, data, { mode: mode & 0o7777, mtimeMs });
      offset += sizeBytes;
    }
  }
  setFolderTimes(tree, entries);
}

/** Making what is in a folder sets the folder's own time: it is put right at the end. */
export function setFolderTimes(tree: Tree, entries: readonly PackedEntry[]): void {
  for (const [path, mode, mtimeMs] of entries) {
    if ((mode & S_IFMT) === S_IFDIR && tree.exists(path)) tree.utimes(path, mtimeMs);
  }
}
