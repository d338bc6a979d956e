import type { Command } from '../command.ts';
import { fatal, GitExit } from '../git-error.ts';
import { integrate, type MergeOptions, type MergeSource } from '../merging/integrate.ts';
import { unmergedError } from '../merging/unmerged.ts';
import { parseOptions, type Options } from '../options.ts';
import { upstreamOf } from '../remotes/remote.ts';
import { previousBranch, tryResolveCommit } from '../revisions.ts';
import type { Session } from '../session.ts';
import { forceTree } from '../worktree/switch-trees.ts';
import { commit as commitCommand } from './commit.ts';

const usage = ['git merge [<options>] <commit>', 'git merge --abort', 'git merge --continue'];

const TABLE = {
  '-n': 'flag',
  '--stat': 'flag',
  '--ff': 'flag',
  '--ff-only': 'flag',
  '--squash': 'flag',
  '--commit': 'flag',
  '--edit': 'flag',
  '-m, --message': 'value',
  '-q, --quiet': 'flag',
  '--abort': 'flag',
  '--quit': 'flag',
  '--continue': 'flag',
  '--allow-unrelated-histories': 'flag',
} as const;

const NOTES = ['MERGE_HEAD', 'MERGE_MSG', 'MERGE_MODE', 'AUTO_MERGE'] as const;

/** `Merge branch 'topic' into release`; the main branch is not named. */
export function mergeMessage({ repository }: Session, what: string): string {
  const into = repository.refs.currentBranch() ?? 'HEAD';
  return `Merge ${what}${/^(?:main|master)$/.test(into) ? '' : ` into ${into}`}\n`;
}

function defaultMessage(session: Session, name: string): string {
  const { refs } = session.repository;
  const what =
    refs.read(`refs/heads/${name}`) !== undefined
      ? `branch '${name}'`
      : refs.read(`refs/tags/${name}`) !== undefined
        ? `tag '${name}'`
        : refs.read(`refs/remotes/${name}`) !== undefined
          ? `remote-tracking branch '${name}'`
          : `commit '${name}'`;
  return mergeMessage(session, what);
}

/** The commit that FETCH_HEAD offers, with the words it is merged under. */
function fetched(session: Session): MergeSource | undefined {
  const line = /^([0-9a-f]{40})\t\t(.+)$/m.exec(session.repository.note('FETCH_HEAD') ?? '');
  if (!line) return undefined;
  const [, oid = '', description = ''] = line;
  const message = mergeMessage(session, description);
  return { oid, label: oid, message, action: 'merge FETCH_HEAD' };
}

/** The branch that the current one follows, for `git merge` without a name. */
function upstreamName({ repository }: Session): string {
  const { config, refs } = repository;
  const branch = refs.currentBranch();
  if (branch === undefined) throw fatal('No current branch.');
  if (config.get(`branch.${branch}.remote`) === undefined) {
    throw fatal('No remote for the current branch.');
  }
  const upstream = upstreamOf(config, branch);
  if (upstream === undefined) throw fatal('No default upstream defined for the current branch.');
  return upstream;
}

function sourceOf(session: Session, given: string | undefined): MergeSource {
  const name =
    given === undefined
      ? upstreamName(session)
      : given === '-'
        ? (previousBranch(session.repository, 1) ?? '-')
        : given;
  if (name === 'FETCH_HEAD') {
    const source = fetched(session);
    if (source) return source;
  }
  const oid = tryResolveCommit(session.repository, name);
  if (oid === undefined) throw new GitExit(`merge: ${name} - not something we can merge`, 1);
  return { oid, label: name, message: defaultMessage(session, name), action: `merge ${name}` };
}

/** How to merge, from the options that `merge` and `pull` share and the settings. */
export function mergeOptions({ config }: Session, options: Options, setting: string): MergeOptions {
  const set = config.get(setting);
  const fastForward = options.has('ff-only')
    ? 'only'
    : options.isOff('ff')
      ? 'never'
      : options.has('ff')
        ? 'allowed'
        : set === 'only'
          ? 'only'
          : set === 'false'
            ? 'never'
            : 'allowed';
  return {
    quiet: options.has('quiet'),
    stat: !options.has('n') && !options.isOff('stat'),
    fastForward,
    squash: options.has('squash'),
    commit: !options.isOff('commit'),
    messages: options.values('message'),
    unrelated: options.has('allow-unrelated-histories'),
  };
}

function abort(session: Session): number {
  const { repository } = session;
  const head = repository.head();
  if (repository.note('MERGE_HEAD') === undefined || head === undefined) {
    throw fatal('There is no merge to abort (MERGE_HEAD missing).');
  }
  const index = repository.readIndex();
  forceTree(repository, index, repository.filesAt(head));
  repository.writeIndex(index);
  repository.refs.update('HEAD', head, 'reset: moving to HEAD');
  repository.removeNotes(...NOTES);
  return 0;
}

function run(session: Session, args: readonly string[]): number | Promise<number> {
  const { repository } = session;
  const options = parseOptions('merge', args, TABLE, usage);
  if (options.has('abort')) return abort(session);
  if (options.has('quit')) {
    repository.removeNotes(...NOTES);
    return 0;
  }
  if (options.has('continue')) {
    if (repository.note('MERGE_HEAD') === undefined) {
      throw fatal('There is no merge in progress (MERGE_HEAD missing).');
    }
    return commitCommand.run(session, []);
  }
  const unmerged = repository.readIndex().unmerged();
  if (unmerged.length > 0) {
    throw unmergedError('Merging');
  }
  if (repository.note('MERGE_HEAD') !== undefined) {
    throw fatal(
      'You have not concluded your merge (MERGE_HEAD exists).\nPlease, commit your changes before you merge.',
    );
  }
  const [given, second] = options.all;
  if (second !== undefined) throw fatal('the lab edition of git merges one branch at a time');
  return integrate(session, sourceOf(session, given), mergeOptions(session, options, 'merge.ff'));
}

export const merge: Command = {
  name: 'merge',
  summary: 'Join two or more development histories together',
  usage,
  needs: 'work-tree',
  run,
};
