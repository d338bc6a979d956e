import { compareFiles } from '../changes/compare-files.ts';
import { findRenames } from '../changes/renames.ts';
import type { Repository } from '../repository.ts';
import type { WalkedCommit } from './walk.ts';

/** Commits that changed one file, through its renames, and all names that it had. Merges are passed over. */
export function followFile(
  repository: Repository,
  commits: readonly WalkedCommit[],
  path: string,
): { commits: WalkedCommit[]; names: ReadonlySet<string> } {
  const found: WalkedCommit[] = [];
  const names = new Set([path]);
  let name = path;
  for (const walked of commits) {
    const { oid, commit } = walked;
    if (commit.parents.length > 1) continue;
    const files = repository.filesAt(oid);
    const before = repository.filesAt(commit.parents[0]);
    const version = files.get(name);
    const old = before.get(name);
    if (version?.oid === old?.oid && version?.mode === old?.mode) continue;
    found.push(walked);
    if (old) continue;
    const contents = (each: { oid: string }) => repository.store.read(each.oid).body;
    const rename = findRenames(compareFiles(before, files), contents).find(
      (change) => change.status === 'R' && change.path === name,
    );
    if (rename) {
      name = rename.before;
      names.add(name);
    }
  }
  return { commits: found, names };
}
