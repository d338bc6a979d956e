import { packNodes, type TreeDelta } from '../kernel/pack.ts';
import { isFolder, type Inode, type Tree } from '../kernel/tree.ts';

interface Remembered {
  readonly inode: Inode;
  readonly data: Uint8Array | null;
  readonly mode: number;
  readonly mtimeMs: number;
}

/**
 * Remembers the tree as it is and returns the function that tells what has changed since.
 *
 * By comparison, not by listening: whatever way a file came to be (a renamed folder, a file never closed), the delta is
 * the difference of two states. Contents compare by identity, so whoever writes must give the inode other bytes.
 */
export function rememberTree(tree: Tree): () => TreeDelta {
  const before = new Map<string, Remembered>();
  for (const [path, inode] of tree.walk('/')) {
    const { data, mode, mtimeMs } = inode;
    before.set(path, { inode, data, mode, mtimeMs });
  }
  return () => {
    const seen = new Set<string>();
    const changed: [string, Inode][] = [];
    const replaced: string[] = [];
    for (const [path, inode] of tree.walk('/')) {
      seen.add(path);
      const old = before.get(path);
      if (old && ((old.mode ^ inode.mode) & 0o170000) !== 0) replaced.push(path);
      if (path !== '/' && !isSame(old, inode)) changed.push([path, inode]);
    }
    const gone = [...before.keys()].filter((path) => !seen.has(path));
    return { removed: topmost([...replaced, ...gone]), changed: packNodes(changed) };
  };
}

function isSame(old: Remembered | undefined, now: Inode): boolean {
  if (old?.mode !== now.mode) return false;
  if (isFolder(now)) return true;
  if (old.inode === now) return old.data === now.data && old.mtimeMs === now.mtimeMs;
  return now.target !== null && old.inode.target === now.target;
}

/** Without the paths that lie under another one of the list. */
function topmost(paths: readonly string[]): string[] {
  const all = new Set(paths);
  return paths.filter((path) => {
    for (let cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1)) {
      if (all.has(path.slice(0, cut))) return false;
    }
    return true;
  });
}
