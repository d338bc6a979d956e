import { applyDelta } from '../kernel/delta.ts';
import type { TreeDelta } from '../kernel/pack.ts';
import type { Tree } from '../kernel/tree.ts';
import { rememberTree } from './tree-changes.ts';

/** A program that runs shorter than this sends its files once, at its end, in ms. */
const FIRST_MS = 400;
/** Looking through the tree takes at most one part in so many of the program's time. */
const SHARE = 25;

interface Parts {
  readonly tree: Tree;
  readonly send: (delta: TreeDelta) => void;
  /** Forgets what the interpreter knows of a path. */
  readonly forget: (path: string) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

/**
 * Keeps the process's copy of the tree and the kernel's together while the program runs: what it wrote goes out now and
 * then, so that a program that is killed has written what it wrote, and what others wrote comes in when it is asked.
 */
export class TreeSync {
  readonly #parts: Parts;
  #changes: () => TreeDelta;
  #isTouched = false;
  #nextMs: number;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#changes = rememberTree(parts.tree);
    this.#nextMs = parts.now() + FIRST_MS;
    parts.tree.onChange(() => {
      this.#isTouched = true;
    });
  }

  /** Contents were written past the tree's own operations. */
  touched(): void {
    this.#isTouched = true;
  }

  /** Called often, between instructions: sends what is due. */
  tick(): void {
    if (this.#isTouched && this.#parts.now() >= this.#nextMs) this.flush();
  }

  /** Sends what was written until now. */
  flush(): void {
    if (!this.#isTouched) return;
    const startedAt = this.#parts.now();
    const delta = this.#changes();
    this.#remember();
    if (delta.removed.length > 0 || delta.changed.entries.length > 0) this.#parts.send(delta);
    const tookMs = this.#parts.now() - startedAt;
    this.#nextMs = startedAt + Math.max(FIRST_MS, tookMs * SHARE);
  }

  /** Takes what others wrote. */
  take(delta: TreeDelta): void {
    this.flush();
    for (const path of delta.removed) this.#parts.forget(path);
    applyDelta(this.#parts.tree, delta);
    this.#remember();
  }

  /** What was not sent yet. */
  rest(): TreeDelta {
    return this.#changes();
  }

  #remember(): void {
    this.#changes = rememberTree(this.#parts.tree);
    this.#isTouched = false;
  }
}
