import type { FileEntry, FileTree } from '#container';
import { digestOf } from './tree-digest.ts';

/** What an update of a lab does to a learner's files. */
export interface WorkUpdate {
  readonly tree: FileTree;
  /** Paths that came anew or were replaced, because the learner had not changed them. */
  readonly laid: readonly string[];
  /** Paths that the lab dropped and the learner had not changed. */
  readonly removed: readonly string[];
  /** Paths that both the lab and the learner changed: the learner's stand. */
  readonly kept: readonly string[];
}

/**
 * Lays a newer version of a lab under a learner's work: files that the learner left as the old version laid them follow
 * the new version; every file that the learner changed, added or deleted stays as the learner has it.
 *
 * @param origin digest by path of what the old version laid.
 */
export function updateWork(
  origin: Readonly<Record<string, string>>,
  work: FileTree,
  next: FileTree,
): WorkUpdate {
  const tree: Record<string, FileEntry> = { ...work };
  const laid: string[] = [];
  const removed: string[] = [];
  const kept: string[] = [];
  const untouched = (path: string): boolean => {
    const entry = work[path];
    return entry?.kind === 'file' && origin[path] === digestOf(entry.bytes);
  };
  for (const [path, entry] of Object.entries(next)) {
    if (entry.kind !== 'file') {
      if (!(path in work) && !isShadowed(work, path)) {
        tree[path] = entry;
        laid.push(path);
      }
      continue;
    }
    const digest = digestOf(entry.bytes);
    const changedByLab = origin[path] !== digest;
    if (!changedByLab) continue;
    const isNew = !(path in work) && origin[path] === undefined && !isShadowed(work, path);
    if (isNew || untouched(path)) {
      tree[path] = entry;
      laid.push(path);
    } else {
      kept.push(path);
    }
  }
  for (const path of Object.keys(origin)) {
    if (!(path in next) && untouched(path)) {
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a tree is a dictionary of paths
      delete tree[path];
      removed.push(path);
    }
  }
  return { tree, laid, removed, kept };
}

/** True when a file stands where the path needs a folder, or a folder where it needs a file. */
function isShadowed(tree: FileTree, path: string): boolean {
  const parts = path.split('/');
  for (let depth = 1; depth < parts.length; depth += 1) {
    const above = tree[parts.slice(0, depth).join('/')];
    if (above && above.kind !== 'folder') return true;
  }
  return Object.keys(tree).some((other) => other.startsWith(`${path}/`));
}
