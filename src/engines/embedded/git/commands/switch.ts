import type { Command } from '../command.ts';
import { fatal } from '../git-error.ts';
import { parseOptions } from '../options.ts';
import { tryResolveCommit } from '../revisions.ts';
import type { Session } from '../session.ts';
import { goTo, startBranch } from '../refs/switching.ts';

const usage = ['git switch [<options>] [<branch>]'];

const TABLE = {
  '-c, --create': 'value',
  '-C, --force-create': 'value',
  '-d, --detach': 'flag',
  '-f, --force, --discard-changes': 'flag',
  '-q, --quiet': 'flag',
  '--orphan': 'value',
} as const;

function run(session: Session, args: readonly string[]): number {
  const options = parseOptions('switch', args, TABLE, usage);
  const { repository } = session;
  const quiet = options.has('quiet');
  const force = options.has('discard-changes');
  const [target, extra] = options.all;
  if (extra !== undefined) throw fatal(`only one reference expected`);
  const create = options.value('create') ?? options.value('force-create');
  if (create !== undefined) {
    return startBranch(session, create, target, {
      bySwitch: true,
      reset: options.has('force-create'),
      force,
      quiet,
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
  run,
};
