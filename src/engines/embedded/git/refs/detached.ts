import { peel } from '../objects/tag.ts';
import type { Repository } from '../repository.ts';
import { fullRef } from '../revisions.ts';
import { readReflog } from './reflog.ts';

/**
 * `HEAD detached at v1.0`, or `from` when commits were made since; `undefined` when the reflog does not tell: a clone
 * begins so.
 */
export function detachedLabel(repository: Repository): string | undefined {
  const { tree, gitFolder, store } = repository;
  const head = repository.head() ?? '';
  for (const { reason, now } of readReflog(tree, gitFolder, 'HEAD')) {
    const to = /^checkout: moving from \S+ to (\S+)$/.exec(reason)?.[1];
    if (to === undefined) continue;
    const ref = fullRef(repository, to === '@' ? 'HEAD' : to);
    const named = ref !== undefined && peel(store, repository.refs.read(ref) ?? '') === now;
    const name = named ? ref.replace(/^refs\/(?:tags|remotes)\//, '') : store.abbreviate(now);
    return `HEAD detached ${now === head ? 'at' : 'from'} ${name}`;
  }
  return undefined;
}
