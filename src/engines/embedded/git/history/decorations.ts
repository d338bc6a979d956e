import type { Paint } from '../colours.ts';
import { peel } from '../objects/tag.ts';
import type { Repository } from '../repository.ts';

/** Names that stand at a commit, in git's order, by its id. `undefined` where there are none. */
export type Decorations = ReadonlyMap<string, readonly string[]>;

/** Refs by the commit they name: `HEAD -> main`, `tag: v1`, `topic`. */
export function readDecorations(repository: Repository): Decorations {
  const { refs, store } = repository;
  const found = new Map<string, string[]>();
  const put = (oid: string, name: string) => found.set(oid, [...(found.get(oid) ?? []), name]);
  const head = refs.read('HEAD');
  const branch = refs.symbolic('HEAD');
  if (head !== undefined)
    put(head, branch === undefined ? 'HEAD' : `HEAD -> ${branch.replace('refs/heads/', '')}`);
  for (const [ref, oid] of refs.list('refs/tags/').reverse())
    put(peel(store, oid), `tag: ${ref.slice(10)}`);
  for (const [ref, oid] of refs.list('refs/remotes/').reverse()) put(oid, ref.slice(13));
  for (const [ref, oid] of refs.list('refs/heads/').reverse()) {
    if (ref !== branch) put(oid, ref.slice(11));
  }
  if (refs.read('refs/stash') !== undefined) put(refs.read('refs/stash') ?? '', 'refs/stash');
  return found;
}

/** `(HEAD -> main, tag: v1)` in git's colours. */
export function formatDecorations(names: readonly string[], paint: Paint): string {
  const parts = names.map((name) => {
    if (name.startsWith('HEAD -> ')) {
      return `${paint('boldCyan', 'HEAD -> ')}${paint('boldGreen', name.slice(8))}`;
    }
    if (name === 'HEAD') return paint('boldCyan', name);
    if (name.startsWith('tag: ')) return paint('boldYellow', name);
    return paint(name.includes('/') && !name.startsWith('refs/') ? 'boldRed' : 'boldGreen', name);
  });
  return `${paint('yellow', '(')}${parts.join(paint('yellow', ', '))}${paint('yellow', ')')}`;
}
