import type { Repository } from '../repository.ts';
import type { Files } from '../objects/tree.ts';
import type { Index } from '../staging/index-file.ts';
import { switchTrees } from '../worktree/switch-trees.ts';
import type { MergedTrees } from './merge-trees.ts';

/** Brings a merge's result into index and work tree; conflicts get their stages. @throws GitExit when work would be lost. */
export function applyMerge(
  repository: Repository,
  index: Index,
  from: Files,
  merged: MergedTrees,
  env: Readonly<Record<string, string>>,
): void {
  switchTrees(repository, index, from, merged.files, env, 'merge');
  for (const { path } of merged.conflicts) index.remove(path);
  for (const { path, base, ours, theirs } of merged.conflicts) {
    if (base) index.put({ path, stage: 1, ...pick(base) });
    if (ours) index.put({ path, stage: 2, ...pick(ours) });
    if (theirs) index.put({ path, stage: 3, ...pick(theirs) });
  }
}

const pick = ({ mode, oid }: { mode: number; oid: string }): { mode: number; oid: string } => ({
  mode,
  oid,
});
