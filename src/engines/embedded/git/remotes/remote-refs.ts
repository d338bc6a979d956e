import { peel } from '../objects/tag.ts';
import type { Repository } from '../repository.ts';

/** What a repository offers to others: `HEAD` and every ref, as `git ls-remote` shows them. */
export function offeredRefs({ refs }: Repository): Map<string, string> {
  const head = refs.read('HEAD');
  return new Map([...(head === undefined ? [] : [['HEAD', head] as const]), ...refs.list('refs/')]);
}

/** Rows of `git ls-remote`: refs with what annotated tags stand for after them. */
export function* rowsOf(repository: Repository): Generator<readonly [ref: string, oid: string]> {
  for (const [ref, oid] of offeredRefs(repository)) {
    yield [ref, oid];
    const target = peel(repository.store, oid);
    if (target !== oid) yield [`${ref}^{}`, target];
  }
}

const PLACES = ['', 'refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/'];

/** The full name of the ref that a short name means among these. */
export function matchRef(offered: ReadonlyMap<string, string>, name: string): string | undefined {
  return [...PLACES.map((place) => place + name), `refs/remotes/${name}/HEAD`].find((ref) =>
    offered.has(ref),
  );
}

/** What a repository's address reads like in reports: without slashes and `.git` at its end. */
export const shownUrl = (url: string): string => url.replace(/\/+$/, '').replace(/(.)\.git$/, '$1');
