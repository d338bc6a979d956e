import type { Repository } from '../repository.ts';
import { contentsOf, isSurelyUnchanged, statOf, versionOf } from '../worktree/file-version.ts';
import type { IgnoreRules } from '../worktree/ignore-rules.ts';
import type { Pathspec } from '../worktree/pathspec.ts';
import { fileAt, findUntracked } from '../worktree/scan.ts';
import type { Index, IndexEntry } from '../staging/index-file.ts';
import type { FileVersion } from '../objects/tree.ts';
import { changeOf, type Change } from './change.ts';
import { compareFiles } from './compare-files.ts';
import { findRenames } from './renames.ts';

/** Changes from the index to the work tree, sorted; conflicts are left out. */
export function worktreeChanges(
  repository: Repository,
  index: Index,
  pathspec?: Pathspec,
): Change[] {
  const changes: Change[] = [];
  for (const entry of index.files().values()) {
    if (pathspec && !pathspec.matches(entry.path)) continue;
    const node = fileAt(repository, entry.path);
    if (entry.mode === 0o160000) continue;
    const now = node && versionOf(index, entry, node);
    const change = changeOf(entry.path, entry.intentToAdd ? undefined : entry, now);
    if (change) changes.push(change);
  }
  return changes;
}

/** Brings the stat of unchanged files in the index up to date, so that the next look is quick. True when it changed. */
export function refreshIndex(repository: Repository, index: Index): boolean {
  let changed = false;
  for (const entry of index.files().values()) {
    const node = fileAt(repository, entry.path);
    if (!node || entry.intentToAdd || isSurelyUnchanged(index, entry, node)) continue;
    const now = versionOf(index, entry, node);
    if (now.oid !== entry.oid || now.mode !== entry.mode) continue;
    index.put({ ...entry, ...statOf(node) });
    changed = true;
  }
  return changed;
}

/** A conflict by the stages that it has: bit 0 base, bit 1 ours, bit 2 theirs. */
export const CONFLICTS: Readonly<Record<number, { code: string; label: string }>> = {
  1: { code: 'DD', label: 'both deleted:' },
  2: { code: 'AU', label: 'added by us:' },
  3: { code: 'UD', label: 'deleted by them:' },
  4: { code: 'UA', label: 'added by them:' },
  5: { code: 'DU', label: 'deleted by us:' },
  6: { code: 'AA', label: 'both added:' },
  7: { code: 'UU', label: 'both modified:' },
};

export interface WorkingState {
  readonly head: string | undefined;
  readonly staged: readonly Change[];
  readonly unstaged: readonly Change[];
  /** Path and which stages are there; keys of `CONFLICTS`. */
  readonly conflicts: readonly (readonly [path: string, stages: number])[];
  readonly untracked: readonly string[];
  readonly ignored: readonly string[];
}

/** Changes from HEAD to the index, with renames joined. */
export function stagedChanges(
  repository: Repository,
  index: Index,
  base: ReadonlyMap<string, FileVersion>,
  renames = true,
): Change[] {
  const staged = new Map<string, IndexEntry>(
    [...index.files()].filter(([, { intentToAdd }]) => !intentToAdd),
  );
  const unmerged = new Set(index.unmerged());
  const changes = compareFiles(base, staged).filter(({ path }) => !unmerged.has(path));
  if (!renames) return changes;
  return findRenames(changes, (version) => repository.store.read(version.oid).body);
}

export interface StateOptions {
  readonly untracked: 'no' | 'normal' | 'all';
  readonly ignored: boolean;
  readonly rules: IgnoreRules;
  readonly pathspec?: Pathspec;
  /** The commit to compare the index with, instead of HEAD; `null` for none. */
  readonly base?: string | null;
}

/** Everything that `git status` tells. */
export function readWorkingState(
  repository: Repository,
  index: Index,
  { untracked, ignored, rules, pathspec, base }: StateOptions,
): WorkingState {
  const head = repository.head();
  const wanted = (path: string) => pathspec?.matches(path) ?? true;
  const found =
    untracked === 'no'
      ? { untracked: [], ignored: [] }
      : findUntracked(repository, index, {
          show: untracked,
          rules,
          ignoredToo: ignored,
          ...(pathspec ? { pathspec } : {}),
        });
  return {
    head,
    staged: stagedChanges(
      repository,
      index,
      repository.filesAt(base === undefined ? head : (base ?? undefined)),
    ).filter(({ path }) => wanted(path)),
    unstaged: worktreeChanges(repository, index, pathspec),
    conflicts: index
      .unmerged()
      .filter(wanted)
      .map((path) => [
        path,
        ([1, 2, 3] as const).reduce(
          (sum, stage) => sum + (index.get(path, stage) ? 1 << (stage - 1) : 0),
          0,
        ),
      ]),
    ...found,
  };
}

/** Bytes of a version: of the work tree when the store has none. */
export const contentsIn =
  (repository: Repository) =>
  (version: FileVersion, path: string): Uint8Array => {
    const stored = repository.store.tryRead(version.oid);
    if (stored) return stored.body;
    const node = fileAt(repository, path);
    return node ? contentsOf(node) : new Uint8Array();
  };
