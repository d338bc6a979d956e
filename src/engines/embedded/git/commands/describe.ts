import type { Command } from '../command.ts';
import { fatal } from '../git-error.ts';
import { countReachable, reachableFrom } from '../history/reachable.ts';
import { parseTag, peel } from '../objects/tag.ts';
import { parseOptions } from '../options.ts';
import { tryResolveCommit } from '../revisions.ts';
import type { Session } from '../session.ts';
import { stagedChanges, worktreeChanges } from '../changes/status.ts';
import { wildmatch, type WildPattern } from '../worktree/wildmatch.ts';

const usage = [
  'git describe [--all] [--tags] [--long] [--abbrev=<n>] [--always] [<commit-ish>...]',
  'git describe [--tags] --dirty[=<mark>]',
];

const TABLE = {
  '--all': 'flag',
  '--tags': 'flag',
  '--long': 'flag',
  '--abbrev': 'value',
  '--always': 'flag',
  '--exact-match': 'flag',
  '--dirty': 'optional',
  '--match': 'value',
} as const;

interface Name {
  readonly name: string;
  readonly target: string;
  readonly annotated: boolean;
  readonly time: number;
  /** Annotated tags are preferred to others, and these to branches. */
  readonly rank: number;
}

function namesOf({ repository }: Session, all: boolean, pattern: WildPattern | undefined): Name[] {
  const { refs, store } = repository;
  return refs
    .list(all ? 'refs/' : 'refs/tags/')
    .map(([ref, oid]) => {
      const object = store.read(oid);
      const target = peel(store, oid);
      const time = object.type === 'tag' ? (parseTag(object.body).tagger?.time ?? 0) : 0;
      const name = all ? ref.replace(/^refs\//, '') : ref.slice('refs/tags/'.length);
      const annotated = object.type === 'tag';
      const rank = annotated ? 2 : ref.startsWith('refs/tags/') ? 1 : 0;
      return { name, target, annotated, time, rank };
    })
    .filter(({ name }) => pattern?.test(name) ?? true)
    .filter(({ target }) => store.read(target).type === 'commit');
}

function describeOne(
  session: Session,
  oid: string,
  options: {
    names: readonly Name[];
    long: boolean;
    abbrev: number;
    exact: boolean;
    always: boolean;
    lightweight: boolean;
  },
): string {
  const { repository } = session;
  const { store } = repository;
  const usable = options.names.filter(({ annotated }) => options.lightweight || annotated);
  const reachable = reachableFrom(repository, [oid]);
  const candidates = usable
    .filter(({ target }) => reachable.has(target))
    .map((each) => ({ ...each, distance: countReachable(repository, [oid], [each.target]) }))
    .sort((a, b) => a.distance - b.distance || b.rank - a.rank || b.time - a.time);
  const [best] = candidates;
  if (best && best.distance === 0 && !options.long) return best.name;
  if (options.exact) {
    if (options.always) return store.abbreviate(oid);
    throw fatal(`no tag exactly matches '${oid}'`);
  }
  if (best) {
    if (options.abbrev === 0) return best.name;
    return `${best.name}-${best.distance}-g${store.abbreviate(oid, options.abbrev)}`;
  }
  if (options.always) return store.abbreviate(oid, options.abbrev || 7);
  if (options.names.length === 0) throw fatal('No names found, cannot describe anything.');
  const reachableNames = options.names.some(({ target }) => reachable.has(target));
  throw fatal(
    reachableNames
      ? `No annotated tags can describe '${oid}'.\nHowever, there were unannotated tags: try --tags.`
      : `No tags can describe '${oid}'.\nTry --always, or create some tags.`,
  );
}

function run(session: Session, args: readonly string[]): number {
  const { repository } = session;
  const options = parseOptions('describe', args, TABLE, usage);
  const match = options.value('match');
  const names = namesOf(
    session,
    options.has('all'),
    match === undefined ? undefined : wildmatch(match, false),
  );
  for (const text of options.all.length === 0 ? ['HEAD'] : options.all) {
    const oid = tryResolveCommit(repository, text);
    if (oid === undefined) {
      throw fatal(
        repository.head() === undefined && names.length === 0 && text === 'HEAD'
          ? 'No names found, cannot describe anything.'
          : `Not a valid object name ${text}`,
      );
    }
    let described = describeOne(session, oid, {
      names,
      long: options.has('long'),
      abbrev: Number(options.value('abbrev') ?? 7),
      exact: options.has('exact-match'),
      always: options.has('always'),
      lightweight: options.has('tags') || options.has('all'),
    });
    if (options.has('dirty')) {
      const index = repository.readIndex();
      const dirty =
        worktreeChanges(repository, index).length > 0 ||
        stagedChanges(repository, index, repository.filesAt(oid), false).length > 0;
      if (dirty) described += options.value('dirty') || '-dirty';
    }
    session.out(`${described}\n`);
  }
  return 0;
}

export const describe: Command = {
  name: 'describe',
  summary: 'Give an object a human readable name based on an available ref',
  usage,
  needs: 'repository',
  run,
};
