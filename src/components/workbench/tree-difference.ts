import type { FileTree } from '#container';
import { sameEntry } from '#progress';

export interface Difference {
  readonly path: string;
  /** Seen from `mine`: only there, only in `theirs`, or in both but not the same. */
  readonly kind: 'only-mine' | 'only-theirs' | 'changed';
}

/** Paths at which two trees differ, by path. Folders as such, and what Git keeps for itself, are left out. */
export function differences(mine: FileTree, theirs: FileTree): readonly Difference[] {
  const found: Difference[] = [];
  for (const path of [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].sort()) {
    if (path === '.git' || path.startsWith('.git/')) continue;
    const a = mine[path];
    const b = theirs[path];
    if ((a ?? b)?.kind === 'folder' && (b ?? a)?.kind === 'folder') continue;
    if (sameEntry(a, b)) continue;
    found.push({ path, kind: !b ? 'only-mine' : !a ? 'only-theirs' : 'changed' });
  }
  return found;
}
