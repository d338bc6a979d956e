import type { Command } from '../command.ts';
import { fatal } from '../git-error.ts';
import { tellHook } from '../hooks.ts';
import { parseOptions } from '../options.ts';
import { tryResolveCommit } from '../revisions.ts';
import type { Session } from '../session.ts';
import { goTo, guessedStart, nameToTrack, startBranch } from '../refs/switching.ts';

const usage = ['git switch [<options>] [<branch>]'];

const TABLE = {
  '-c, --create': 'value',
  '-C, --force-create': 'value',
  '-d, --detach': 'flag',
  '-f, --force, --discard-changes': 'flag',
  '-q, --quiet': 'flag',
  '--orphan': 'value',
  '-t, --track': 'flag',
  '--guess': 'flag',
} as const;

function run(session: Session, args: readonly string[]): number {
  const options = parseOptions('switch', args, TABLE, usage);
  const { repository } = session;
  const quiet = options.has('quiet');
  const force = options.has('discard-changes');
  const [target, extra] = options.all;
  if (extra !== undefined) throw fatal(`only one reference expected`);
  const track = options.has('track') ? true : options.isOff('track') ? false : undefined;
  const create =
    options.value('create') ??
    options.value('force-create') ??
    (track === true && target !== undefined ? nameToTrack(target) : undefined);
  if (create !== undefined) {
    return startBranch(session, create, target, {
      bySwitch: true,
      reset: options.has('force-create'),
      force,
      quiet,
      track,
    });
  }
  const orphan = options.value('orphan');
  if (orphan !== undefined)
    return startBranch(session, orphan, target, { bySwitch: true, orphan: true, quiet });
  if (options.has('detach'))
    return goTo(session, target ?? repository.head() ?? 'HEAD', { detach: true, force, quiet });
  if (target === undefined) throw fatal('missing branch or commit argument');
  const isBranch =
    target === '-' ||
    repository.refs.read(`refs/heads/${target}`) !== undefined ||
    /^@\{-\d+\}$/.test(target);
  if (!isBranch) {
    const commit = tryResolveCommit(repository, target);
    const guessed =
      commit === undefined && !options.isOff('guess') ? guessedStart(session, target) : undefined;
    if (guessed) {
      return startBranch(session, guessed.branch, guessed.start, {
        bySwitch: true,
        force,
        quiet,
        track,
      });
    }
    if (commit === undefined) throw fatal(`invalid reference: ${target}`);
    const kind = repository.refs.read(`refs/tags/${target}`) === undefined ? 'commit' : 'tag';
    throw fatal(
      `a branch is expected, got ${kind} '${target}'\n` +
        'hint: If you want to detach HEAD at the commit, try again with the --detach option.',
    );
  }
  return goTo(session, target, { force, quiet, branchOnly: true });
}

export const switchBranch: Command = {
  name: 'switch',
  summary: 'Switch branches',
  usage,
  needs: 'work-tree',
  run(session, args) {
    const code = run(session, args);
    if (code === 0) tellHook(session, 'post-checkout');
    return code;
  },
};
