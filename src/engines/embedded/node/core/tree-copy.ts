import { applyDelta } from '../../kernel/delta.ts';
import { ChangedPaths } from '../../kernel/changed-paths.ts';
import type { TreeChange } from '../../kernel/tree.ts';
import { kernel } from './kernel-link.ts';
import { state } from './process-state.ts';

/** Changed files go out at most this often while the program is busy, in ms. */
const LEAST_PAUSE_MS = 20;

type ChangeListener = (change: TreeChange) => void;

let changes: ChangedPaths;
let fromOthers = false;
let lastSentMs = 0;
const listeners = new Set<ChangeListener>();

/** Begins to notice what the program changes, and takes what others change. */
export function keepTreeInStep(): void {
  changes = new ChangedPaths(state.tree);
  state.tree.onChange((change) => {
    if (!fromOthers) changes.note(change);
    for (const listener of listeners) listener(change);
  });
}

/** Takes what others have changed. */
export function takeChanges(delta: unknown): void {
  fromOthers = true;
  try {
    applyDelta(state.tree, delta);
  } finally {
    fromOthers = false;
  }
}

/** For changes that the tree tells nobody of (times). */
export function noteChange(path: string): void {
  changes.note({ kind: 'change', path });
}

/** Hears of each change, whoever makes it. Returns the function that stops it. */
export function onTreeChange(listener: ChangeListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Sends what the program has changed; soon again only when it must be known now. */
export function sendChanges(now: boolean, timeMs: number): void {
  if (!changes.any || (!now && timeMs - lastSentMs < LEAST_PAUSE_MS)) return;
  lastSentMs = timeMs;
  const delta = changes.take();
  kernel.say({ type: 'changes', delta }, [delta.changed.bytes.buffer]);
}

/** The rest, for the end of the process. */
export const lastChanges = (): ReturnType<ChangedPaths['take']> => changes.take();
