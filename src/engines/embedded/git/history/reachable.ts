import { readCommit } from '../objects/commit.ts';
import type { Repository } from '../repository.ts';

/** All commits reachable from these, themselves included. */
export function reachableFrom({ store }: Repository, tips: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const left = [...tips];
  for (let oid = left.pop(); oid !== undefined; oid = left.pop()) {
    if (seen.has(oid)) continue;
    seen.add(oid);
    left.push(...readCommit(store, oid).parents);
  }
  return seen;
}

/** How many commits `tips` have that `without` have not. */
export function countReachable(
  repository: Repository,
  tips: readonly string[],
  without: readonly string[],
): number {
  const hidden = reachableFrom(repository, without);
  let count = 0;
  for (const oid of reachableFrom(repository, tips)) if (!hidden.has(oid)) count += 1;
  return count;
}

export const isAncestor = (repository: Repository, older: string, newer: string): boolean =>
  reachableFrom(repository, [newer]).has(older);

/** The best common ancestors of two commits: those that are no ancestor of another one. Newest first. */
export function mergeBases(repository: Repository, a: string, b: string): string[] {
  const ofA = reachableFrom(repository, [a]);
  const common = [...reachableFrom(repository, [b])].filter((oid) => ofA.has(oid));
  const older = reachableFrom(
    repository,
    common.flatMap((oid) => [...readCommit(repository.store, oid).parents]),
  );
  const time = (oid: string) => readCommit(repository.store, oid).committer.time;
  return common.filter((oid) => !older.has(oid)).sort((x, y) => time(y) - time(x));
}
