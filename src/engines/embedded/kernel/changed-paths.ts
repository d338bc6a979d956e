import type { Inode } from './inode.ts';
import { packNodes, type TreeDelta } from './pack.ts';
import { isFolder, type Tree, type TreeChange } from './tree.ts';

/** Which paths of a tree have changed, for telling somebody who has a copy of it what is different now. */
export class ChangedPaths {
  readonly #tree: Tree;
  /** With what a name's coming or going means for a folder: everything in it. */
  readonly #kinds = new Map<string, TreeChange['kind']>();

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  get any(): boolean {
    return this.#kinds.size > 0;
  }

  note({ kind, path }: TreeChange): void {
    if (kind === 'rename' || !this.#kinds.has(path)) this.#kinds.set(path, kind);
  }

  /** What has changed since the last call, as the paths are now. */
  take(): TreeDelta {
    const removed: string[] = [];
    const changed: [string, Inode][] = [];
    const seen = new Set<string>();
    for (const path of [...this.#kinds.keys()].sort()) {
      const node = this.#tree.tryLookup(path, false);
      if (!node) removed.push(path);
      else if (seen.has(path)) continue;
      else if (isFolder(node) && this.#kinds.get(path) === 'rename') {
        // The folder may be another one than before: what stood in it must go.
        removed.push(path);
        for (const [inner, innerNode] of this.#tree.walk(path)) {
          seen.add(inner);
          changed.push([inner, innerNode]);
        }
      } else {
        changed.push([path, node]);
      }
    }
    this.#kinds.clear();
    return { removed, changed: packNodes(changed) };
  }
}

/**
 * Tells the holder of a copy what others change in the tree. Changes of one turn are told together.
 *
 * @returns `tellNow` tells what is not told yet; `ignoring` runs an action whose changes the holder knows already; `stop` ends it.
 */
export function followTree(
  tree: Tree,
  tell: (delta: TreeDelta) => void,
): { ignoring<Result>(action: () => Result): Result; tellNow(): void; stop(): void } {
  const changes = new ChangedPaths(tree);
  let ignoring = false;
  let scheduled = false;
  const tellNow = () => {
    if (changes.any) tell(changes.take());
  };
  const stopListening = tree.onChange((change) => {
    if (ignoring) return;
    changes.note(change);
    if (scheduled) return;
    scheduled = true;
    setTimeout(() => {
      scheduled = false;
      tellNow();
    }, 0);
  });
  return {
    tellNow,
    ignoring: (action) => {
      ignoring = true;
      try {
        return action();
      } finally {
        ignoring = false;
      }
    },
    stop: () => {
      stopListening();
      changes.take();
    },
  };
}
