import { GitExit } from '../git-error.ts';
import { filesOf, type FileVersion } from '../objects/tree.ts';
import { resolveTree } from '../revisions.ts';
import type { Session } from '../session.ts';
import { versionOf } from './file-version.ts';
import { Pathspec } from './pathspec.ts';
import { fileAt } from './scan.ts';
import { removeWorkFile, stageVersion, writeWorkFile } from './switch-trees.ts';

function refuseUnmatched(pathspec: Pathspec): void {
  const missing = pathspec.unmatched();
  if (missing.length === 0) return;
  throw new GitExit(
    missing
      .map(({ given }) => `error: pathspec '${given}' did not match any file(s) known to git`)
      .join('\n'),
    1,
  );
}

/**
 * Brings files of the work tree back to what is staged; with `side`, conflicts to ours (2) or theirs (3).
 *
 * Returns how many were written. @throws GitExit when a path is not in the index or in conflict.
 */
export function restoreFromIndex(session: Session, paths: readonly string[], side?: 2 | 3): number {
  const { repository } = session;
  const index = repository.readIndex();
  const pathspec = new Pathspec(repository, session.cwd, paths);
  const wanted = [...new Set(index.entries().map(({ path }) => path))].filter((path) =>
    pathspec.matches(path),
  );
  refuseUnmatched(pathspec);
  const unmerged = wanted.filter((path) => !index.get(path));
  if (side === undefined && unmerged.length > 0) {
    throw new GitExit(unmerged.map((path) => `error: path '${path}' is unmerged`).join('\n'), 1);
  }
  let count = 0;
  for (const path of wanted) {
    const entry = index.get(path) ?? (side === undefined ? undefined : index.get(path, side));
    if (!entry) {
      throw new GitExit(
        `error: path '${path}' does not have ${side === 2 ? 'our' : 'their'} version`,
        1,
      );
    }
    const node = fileAt(repository, path);
    const now = node && versionOf(index, index.get(path), node);
    const unchanged = now?.oid === entry.oid && now.mode === entry.mode;
    if (unchanged && entry.stage === 0) continue;
    writeWorkFile(repository, path, entry);
    if (entry.stage === 0) stageVersion(repository, index, path, entry);
    count += 1;
  }
  repository.writeIndex(index);
  return count;
}

/**
 * Brings files to what a commit or tree has, in the index, the work tree or both. Without `overlay`, files that the
 * source does not have are removed. Returns how many changed.
 */
export function restoreFromTree(
  session: Session,
  source: string,
  paths: readonly string[],
  {
    staged,
    worktree,
    overlay,
  }: { readonly staged: boolean; readonly worktree: boolean; readonly overlay: boolean },
): number {
  const { repository } = session;
  const files = filesOf(repository.store, resolveTree(repository, source));
  const index = repository.readIndex();
  const pathspec = new Pathspec(repository, session.cwd, paths);
  const wanted = new Map<string, FileVersion>(
    [...files].filter(([path]) => pathspec.matches(path)),
  );
  const known = [...new Set(index.entries().map(({ path }) => path))].filter(
    (path) => !overlay && pathspec.matches(path),
  );
  refuseUnmatched(pathspec);
  let count = 0;
  for (const path of known) {
    if (wanted.has(path)) continue;
    if (staged) index.remove(path);
    if (worktree) removeWorkFile(repository, path);
    count += 1;
  }
  for (const [path, version] of wanted) {
    const node = fileAt(repository, path);
    const entry = index.get(path);
    const now = node && versionOf(index, entry, node);
    const sameFile = now?.oid === version.oid && now.mode === version.mode;
    const sameEntry = entry?.oid === version.oid && entry.mode === version.mode;
    if (worktree && !sameFile) writeWorkFile(repository, path, version);
    if (staged && !(sameEntry && (sameFile || !worktree))) {
      if (worktree || sameFile) stageVersion(repository, index, path, version);
      else index.set(path, version);
    }
    if ((worktree && !sameFile) || (staged && !sameEntry)) count += 1;
  }
  repository.writeIndex(index);
  return count;
}
