import { painter } from '../colours.ts';
import type { Command } from '../command.ts';
import { fatal } from '../git-error.ts';
import { parseOptions } from '../options.ts';
import { readReflog } from '../refs/reflog.ts';
import { fullRef } from '../revisions.ts';
import type { Session } from '../session.ts';
import { countOption } from './log.ts';

const usage = ['git reflog [show] [-n <number>] [<ref>]'];

function run(session: Session, args: readonly string[]): number {
  const { repository } = session;
  const options = parseOptions('reflog', args, { '-n, --max-count': 'value' }, usage, {
    other: countOption,
  });
  const [first, ...rest] = options.all;
  if (first === 'expire' || first === 'delete')
    throw fatal(`the lab edition of git reflog has no '${first}'`);
  const name = (first === 'show' ? rest[0] : first) ?? 'HEAD';
  const ref = fullRef(repository, name);
  if (ref === undefined) {
    if (name === 'HEAD')
      throw fatal(
        `your current branch '${repository.refs.currentBranch() ?? ''}' does not have any commits yet`,
      );
    throw fatal(`ambiguous argument '${name}': unknown revision or path not in the working tree.`);
  }
  const shown = ref.startsWith('refs/remotes/') ? ref : name;
  const paint = painter(session.colours('diff'));
  const most = Number(options.value('max-count') ?? Infinity);
  for (const [at, { now, reason }] of readReflog(repository.tree, repository.gitFolder, ref)
    .slice(0, most)
    .entries()) {
    session.out(
      `${paint('yellow', repository.store.abbreviate(now))} ${shown}@{${at}}: ${reason}\n`,
    );
  }
  return 0;
}

export const reflog: Command = {
  name: 'reflog',
  summary: 'Show where branches and HEAD have been',
  usage,
  needs: 'repository',
  run,
};
