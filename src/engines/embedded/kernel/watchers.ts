import type { WatchEvent } from './container-protocol.ts';
import { TreeError } from './tree-error.ts';
import type { Tree, TreeChange } from './tree.ts';

/** Most events of one turn that are told one by one; a larger change is told as one of the watched folder itself. */
const MOST_EVENTS = 1_000;

interface Watch {
  readonly path: string;
  readonly recursive: boolean;
  readonly tell: (events: readonly WatchEvent[]) => void;
  pending: Map<string, WatchEvent>;
}

/** `fs.watch` on the tree: events are gathered for a turn, repeated ones told once. */
export class Watchers {
  readonly #tree: Tree;
  readonly #watches = new Map<number, Watch>();
  #stopListening: (() => void) | undefined;
  #scheduled = false;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** @throws TreeError ENOENT when there is nothing at the path. */
  add(id: number, path: string, recursive: boolean, tell: Watch['tell']): void {
    if (!this.#tree.exists(path)) throw new TreeError('ENOENT', 'watch', path);
    const real = this.#tree.realpath(path);
    this.#watches.set(id, { path: real, recursive, tell, pending: new Map() });
    this.#stopListening ??= this.#tree.onChange((change) => {
      this.#changed(change);
    });
  }

  remove(id: number): void {
    this.#watches.delete(id);
    if (this.#watches.size > 0) return;
    this.#stopListening?.();
    this.#stopListening = undefined;
  }

  #changed({ kind, path }: TreeChange): void {
    for (const watch of this.#watches.values()) {
      const name = nameFor(watch, path);
      if (name === undefined || watch.pending.size > MOST_EVENTS) continue;
      watch.pending.set(`${kind}:${name}`, [kind, name]);
    }
    if (this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => {
      this.#scheduled = false;
      this.#flush();
    }, 0);
  }

  #flush(): void {
    for (const watch of this.#watches.values()) {
      if (watch.pending.size === 0) continue;
      const tooMany = watch.pending.size > MOST_EVENTS;
      watch.tell(tooMany ? [['rename', '']] : [...watch.pending.values()]);
      watch.pending = new Map();
    }
  }
}

/** The changed path as the watcher sees it, or `undefined` when it is none of its business. */
function nameFor({ path: watched, recursive }: Watch, path: string): string | undefined {
  if (path === watched) return path.slice(path.lastIndexOf('/') + 1);
  const prefix = watched === '/' ? '/' : `${watched}/`;
  if (!path.startsWith(prefix)) return undefined;
  const name = path.slice(prefix.length);
  return recursive || !name.includes('/') ? name : undefined;
}
