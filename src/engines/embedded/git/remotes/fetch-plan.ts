import { fatal } from '../git-error.ts';
import { peel } from '../objects/tag.ts';
import type { Repository } from '../repository.ts';
import { mappedBy, type Refspec } from './refspec.ts';
import { trackingRef, type Remote } from './remote.ts';
import { matchRef, offeredRefs } from './remote-refs.ts';

export interface FetchedRef {
  /** The full name there. */
  readonly ref: string;
  readonly oid: string;
  /** Where it is kept here; `undefined` for FETCH_HEAD alone. */
  readonly target: string | undefined;
  readonly force: boolean;
  /** Its line of FETCH_HEAD: to be merged by a pull, only noted, or none. */
  readonly use: 'merge' | 'note' | 'none';
}

export type TagRule = 'follow' | 'all' | 'none';

/** Tags come along only where refs are kept: `git fetch origin main` brings none. */
export function followsTags(remote: Remote, refspecs: readonly Refspec[], tags: TagRule): boolean {
  const used = refspecs.length === 0 ? remote.fetch : refspecs;
  return tags === 'follow' && used.some(({ target = '' }) => target !== '');
}

/** Where a short name on the right of a command's refspec is kept: among what the left one is. */
function fullTarget(target: string, source: string): string {
  if (target.startsWith('refs/')) return target;
  if (/^(?:heads|tags|remotes)\//.test(target)) return `refs/${target}`;
  return `${source.startsWith('refs/tags/') ? 'refs/tags/' : 'refs/heads/'}${target}`;
}

function asked(offered: ReadonlyMap<string, string>, spec: Refspec): Omit<FetchedRef, 'use'>[] {
  const { force, source, target } = spec;
  if (source.includes('*')) {
    return [...offered].flatMap(([ref, oid]) => {
      const kept = mappedBy(spec, ref);
      return kept === undefined ? [] : [{ ref, oid, target: kept, force }];
    });
  }
  const ref = matchRef(offered, source === '' ? 'HEAD' : source);
  const oid = ref === undefined ? undefined : offered.get(ref);
  if (ref === undefined || oid === undefined) throw fatal(`couldn't find remote ref ${source}`);
  const kept = target === undefined || target === '' ? undefined : fullTarget(target, ref);
  return [{ ref, oid, target: kept, force }];
}

/** What the settings say to fetch when the command names nothing. */
function configured(
  { config, refs }: Repository,
  remote: Remote,
  offered: ReadonlyMap<string, string>,
): FetchedRef[] {
  const branch = refs.currentBranch();
  const followed =
    branch !== undefined && config.get(`branch.${branch}.remote`) === remote.name
      ? config.all(`branch.${branch}.merge`)
      : [];
  if (remote.fetch.length === 0 && followed.length === 0) {
    const [head] = offered.has('HEAD')
      ? asked(offered, { force: false, source: 'HEAD', target: undefined })
      : [];
    if (!head) throw fatal("couldn't find remote ref HEAD");
    return [{ ...head, use: 'merge' }];
  }
  const all = remote.fetch.flatMap((spec) => asked(offered, spec));
  const plan = all.map((each): FetchedRef => {
    return { ...each, use: followed.includes(each.ref) ? 'merge' : 'note' };
  });
  for (const ref of followed) {
    const oid = offered.get(ref);
    if (oid === undefined || all.some((each) => each.ref === ref)) continue;
    plan.push({ ref, oid, target: undefined, force: false, use: 'merge' });
  }
  return plan;
}

/** Tags over there that are not here and name what is here or about to be. */
export function tagsToFollow(
  repository: Repository,
  other: Repository,
  plan: readonly FetchedRef[],
): FetchedRef[] {
  const coming = new Set(plan.map(({ oid }) => oid));
  const planned = new Set(plan.map(({ ref }) => ref));
  return other.refs.list('refs/tags/').flatMap(([ref, oid]): FetchedRef[] => {
    if (planned.has(ref) || repository.refs.read(ref) !== undefined) return [];
    const target = peel(other.store, oid);
    const known = [oid, target].some((each) => coming.has(each) || repository.store.has(each));
    return known ? [{ ref, oid, target: ref, force: false, use: 'note' }] : [];
  });
}

/**
 * What a fetch brings, in the order in which it is told: what is merged first.
 *
 * @throws GitExit when a ref that was asked for is not there.
 */
export function planFetch(
  repository: Repository,
  remote: Remote,
  other: Repository,
  refspecs: readonly Refspec[],
  tags: TagRule,
): FetchedRef[] {
  const offered = offeredRefs(other);
  const plan: FetchedRef[] = [];
  if (refspecs.length === 0) {
    plan.push(...configured(repository, remote, offered));
  } else {
    const given = refspecs.flatMap((spec) => asked(offered, spec));
    plan.push(...given.map((each): FetchedRef => ({ ...each, use: 'merge' })));
    for (const { ref, oid, target } of given) {
      const tracking = trackingRef(remote, ref);
      if (tracking === undefined || tracking === target) continue;
      plan.push({ ref, oid, target: tracking, force: true, use: 'none' });
    }
  }
  if (tags === 'all') {
    for (const [ref, oid] of other.refs.list('refs/tags/')) {
      if (plan.some((each) => each.ref === ref && each.target === ref)) continue;
      plan.push({
        ref,
        oid,
        target: ref,
        force: false,
        use: refspecs.length > 0 ? 'none' : 'note',
      });
    }
  } else if (followsTags(remote, refspecs, tags))
    plan.push(...tagsToFollow(repository, other, plan));
  const rank = { merge: 0, note: 1, none: 2 };
  return plan.sort((a, b) => rank[a.use] - rank[b.use]);
}
