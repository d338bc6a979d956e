import { GitExit } from '../git-error.ts';
import type { Repository } from '../repository.ts';
import { fullRef, tryResolve } from '../revisions.ts';
import { mappedBy, type Refspec } from './refspec.ts';
import { matchRef, offeredRefs } from './remote-refs.ts';

/** One ref to be moved over there. */
export interface PushedRef {
  /** As the learner named it: `main`, `HEAD`; `undefined` deletes. */
  readonly from: string | undefined;
  /** The id that it gets; `undefined` deletes. */
  readonly oid: string | undefined;
  /** The local branch that is pushed, for `--set-upstream`. */
  readonly branch: string | undefined;
  /** The full name there. */
  readonly ref: string;
  readonly force: boolean;
}

const wrong = (message: string): GitExit => new GitExit(`error: ${message}`, 1);

function cannotGuess({ store }: Repository, spec: Refspec, name: string, oid: string): GitExit {
  const type = store.read(oid).type;
  return wrong(
    `The destination you provided is not a full refname (i.e.,
starting with "refs/"). We tried to guess what you meant by:

- Looking for a ref that matches '${name}' on the remote side.
- Checking if the <src> being pushed ('${spec.source}')
  is a ref in "refs/{heads,tags}/". If so we add a corresponding
  refs/{heads,tags}/ prefix on the remote side.

Neither worked, so we gave up. You must fully qualify the ref.
hint: The <src> part of the refspec is a ${type} object.
hint: Did you mean to ${type === 'tag' ? 'push a tag' : 'create a new branch'} by pushing to
hint: '${spec.source}:refs/${type === 'tag' ? 'tags' : 'heads'}/${name}'?`,
  );
}

/** The full name over there that a refspec's right side means. */
function targetRef(
  repository: Repository,
  offered: ReadonlyMap<string, string>,
  spec: Refspec,
  source: string | undefined,
  oid: string,
): string {
  const name =
    spec.target ?? (spec.source === 'HEAD' && source ? source : undefined) ?? source ?? spec.source;
  if (name.startsWith('refs/')) return name;
  const there = matchRef(offered, name);
  if (there?.startsWith('refs/')) return there;
  const prefix = /^refs\/(?:heads|tags)\//.exec(source ?? '')?.[0];
  if (prefix !== undefined) return prefix + name;
  throw cannotGuess(repository, spec, name, oid);
}

function planOne(
  repository: Repository,
  offered: ReadonlyMap<string, string>,
  spec: Refspec,
): PushedRef[] {
  const { refs } = repository;
  const { force, source } = spec;
  if (source === '') {
    const name = spec.target ?? '';
    const ref = matchRef(offered, name);
    if (ref === undefined || ref === 'HEAD') {
      throw wrong(`unable to delete '${name}': remote ref does not exist`);
    }
    return [{ from: undefined, oid: undefined, branch: undefined, ref, force }];
  }
  if (source.includes('*')) {
    return refs.list('refs/').flatMap(([name, oid]): PushedRef[] => {
      const ref = mappedBy({ ...spec, target: spec.target ?? source }, name);
      if (ref === undefined) return [];
      return [{ from: name, oid, branch: branchOf(name), ref, force }];
    });
  }
  const oid = tryResolve(repository, source);
  if (oid === undefined) throw wrong(`src refspec ${source} does not match any`);
  const name =
    source === 'HEAD' || source === '@' ? refs.symbolic('HEAD') : fullRef(repository, source);
  const ref = targetRef(repository, offered, spec, name, oid);
  return [
    {
      from: name === undefined || source === 'HEAD' ? source : name,
      oid,
      branch: branchOf(name),
      ref,
      force,
    },
  ];
}

const branchOf = (ref: string | undefined): string | undefined =>
  /^refs\/heads\/(.+)$/.exec(ref ?? '')?.[1];

/**
 * What a push moves, in git's order: refs that are over there already first.
 *
 * @throws GitExit when a ref is not here, or its name there cannot be told. All faults are named.
 */
export function planPush(
  repository: Repository,
  other: Repository,
  refspecs: readonly Refspec[],
): PushedRef[] {
  const offered = offeredRefs(other);
  const plan: PushedRef[] = [];
  const faults: string[] = [];
  for (const spec of refspecs) {
    try {
      plan.push(...planOne(repository, offered, spec));
    } catch (error) {
      if (!(error instanceof GitExit)) throw error;
      faults.push(error.message);
    }
  }
  if (faults.length > 0) throw new GitExit(faults.join('\n'), 1);
  const order = [...offered.keys()];
  const place = (ref: string) => (offered.has(ref) ? order.indexOf(ref) : order.length);
  return plan.sort((a, b) => place(a.ref) - place(b.ref));
}
