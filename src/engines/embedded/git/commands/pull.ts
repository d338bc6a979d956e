import type { Command } from '../command.ts';
import { fatal, GitExit } from '../git-error.ts';
import { isAncestor } from '../history/reachable.ts';
import { integrate } from '../merging/integrate.ts';
import { unmergedError } from '../merging/unmerged.ts';
import { parseOptions, type Options } from '../options.ts';
import { fetchFrom } from '../remotes/fetch.ts';
import { parseRefspec } from '../remotes/refspec.ts';
import { defaultRemoteName, remoteFor } from '../remotes/remote.ts';
import type { Session } from '../session.ts';
import { fetchOptions } from './fetch.ts';
import { mergeMessage, mergeOptions } from './merge.ts';

const usage = ['git pull [<options>] [<repository> [<refspec>...]]'];

const TABLE = {
  '-q, --quiet': 'flag',
  '-v, --verbose': 'flag',
  '-r, --rebase': 'optional',
  '-n': 'flag',
  '--stat': 'flag',
  '--squash': 'flag',
  '--commit': 'flag',
  '--edit': 'flag',
  '--ff': 'flag',
  '--ff-only': 'flag',
  '--allow-unrelated-histories': 'flag',
  '-a, --append': 'flag',
  '-f, --force': 'flag',
  '-t, --tags': 'flag',
  '-p, --prune': 'flag',
} as const;

const DIVERGED = `hint: You have divergent branches and need to specify how to reconcile them.
hint: You can do so by running one of the following commands sometime before
hint: your next pull:
hint: 
hint:   git config pull.rebase false  # merge
hint:   git config pull.rebase true   # rebase
hint:   git config pull.ff only       # fast-forward only
hint: 
hint: You can replace "git config" with "git config --global" to set a default
hint: preference for all repositories. You can also pass --rebase, --no-rebase,
hint: or --ff-only on the command line to override the configured default per
hint: invocation.
`;

function refuseUnfinished({ repository }: Session): void {
  if (repository.readIndex().unmerged().length > 0) {
    throw unmergedError('Pulling');
  }
  if (repository.note('MERGE_HEAD') !== undefined) {
    throw new GitExit(
      'error: You have not concluded your merge (MERGE_HEAD exists).\n' +
        'hint: Please, commit your changes before merging.\n' +
        'fatal: Exiting because of unfinished merge.',
      128,
    );
  }
}

/** Why a fetch brought nothing to merge. */
function nothingToMerge({ repository }: Session, remoteName: string | undefined): GitExit {
  const { config, refs } = repository;
  const branch = refs.currentBranch();
  const ask =
    'Please specify which branch you want to merge with.\nSee git-pull(1) for details.\n\n' +
    '    git pull <remote> <branch>\n';
  if (branch === undefined) return new GitExit(`You are not currently on a branch.\n${ask}`, 1);
  const followed = config.get(`branch.${branch}.merge`);
  const own = config.get(`branch.${branch}.remote`);
  if (followed === undefined || own === undefined) {
    return new GitExit(
      `There is no tracking information for the current branch.\n${ask}\n` +
        'If you wish to set tracking information for this branch you can do so with:\n\n' +
        `    git branch --set-upstream-to=${remoteName ?? '<remote>'}/<branch> ${branch}\n`,
      1,
    );
  }
  if (remoteName !== own) {
    return new GitExit(
      `You asked to pull from the remote '${remoteName ?? ''}', but did not specify\n` +
        'a branch. Because this is not the default configured remote\n' +
        'for your current branch, you must specify a branch on the command line.',
      1,
    );
  }
  return new GitExit(
    `Your configuration specifies to merge with the ref '${followed}'\n` +
      'from the remote, but no such ref was fetched.',
    1,
  );
}

/** Whether the learner said how diverged branches are joined, by an option or a setting. */
function saysHow({ config }: Session, options: Options): boolean {
  const asked = ['ff', 'ff-only', 'rebase'].some(
    (name) => options.has(name) || options.isOff(name),
  );
  return asked || ['pull.rebase', 'pull.ff'].some((key) => config.get(key) !== undefined);
}

/** A rebase is asked for by `--rebase` or `pull.rebase`, unless a merge is. */
function wantsRebase({ config }: Session, options: Options): boolean {
  if (options.isOff('rebase')) return false;
  const value = options.has('rebase') ? options.value('rebase') : config.get('pull.rebase');
  return options.has('rebase') ? value !== 'false' : value !== undefined && value !== 'false';
}

async function run(session: Session, args: readonly string[]): Promise<number> {
  const options = parseOptions('pull', args, TABLE, usage);
  const { repository } = session;
  refuseUnfinished(session);
  const [word, ...refspecs] = options.all;
  const remote = remoteFor(repository.config, word ?? defaultRemoteName(repository));
  const action = ['pull', ...args].join(' ');
  let answer;
  try {
    answer = await fetchFrom(session, remote, {
      ...fetchOptions(session, options),
      refspecs: refspecs.map((text) => parseRefspec(text, 'fetch')),
      tags: options.has('tags') ? 'all' : options.isOff('tags') ? 'none' : 'follow',
      action,
    });
  } catch (error) {
    // To `pull` a fetch that failed is its own failure, of exit code 1.
    if (error instanceof GitExit) throw new GitExit(error.message, 1);
    throw error;
  }
  if (answer.code !== 0) return answer.code;
  const [source, second] = answer.toMerge;
  if (!source) throw nothingToMerge(session, remote.name);
  if (second) throw fatal('the lab edition of git pulls one branch at a time');
  const head = repository.head();
  const { oid, description } = source;
  const diverged =
    head !== undefined && !isAncestor(repository, oid, head) && !isAncestor(repository, head, oid);
  if (diverged && !saysHow(session, options)) {
    session.error(DIVERGED);
    throw fatal('Need to specify how to reconcile divergent branches.');
  }
  if (diverged && wantsRebase(session, options)) {
    throw fatal(
      'the lab edition of git has no rebase: nothing was changed. Use "git pull --no-rebase" to merge.',
    );
  }
  const message = mergeMessage(session, description);
  const how = mergeOptions(session, options, 'pull.ff');
  return integrate(session, { oid, label: oid, message, action }, how);
}

export const pull: Command = {
  name: 'pull',
  summary: 'Fetch from and integrate with another repository or a local branch',
  usage,
  needs: 'work-tree',
  run,
};
