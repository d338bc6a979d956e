import type { FileEntry, FileTree } from '#container';

const MOST_LINKS = 40;

/**
 * The entry that a path of the work leads to, with symbolic links followed inside the work only.
 *
 * `undefined` when nothing is there, when a link leads out of the work, or when links go in a circle.
 */
export function entryAt(tree: FileTree, path: string): FileEntry | undefined {
  const waiting = path.split('/');
  const at: string[] = [];
  let links = 0;
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (at.pop() === undefined) return undefined;
      continue;
    }
    const entry = ownEntry(tree, [...at, part].join('/'));
    if (entry?.kind !== 'symlink') {
      at.push(part);
      continue;
    }
    links++;
    if (links > MOST_LINKS || entry.target.startsWith('/')) return undefined;
    waiting.unshift(...entry.target.split('/'));
  }
  return ownEntry(tree, at.join('/'));
}

/** The work without its `.git`. */
export function withoutGit(tree: FileTree): FileTree {
  return Object.fromEntries(
    Object.entries(tree).filter(([path]) => path !== '.git' && !path.startsWith('.git/')),
  );
}

// A learner may call a file "constructor": only the tree's own keys are paths.
function ownEntry(tree: FileTree, path: string): FileEntry | undefined {
  return Object.hasOwn(tree, path) ? tree[path] : undefined;
}
