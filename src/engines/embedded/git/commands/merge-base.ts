import type { Command } from '../command.ts';
import { fatal, GitExit } from '../git-error.ts';
import { isAncestor, mergeBases } from '../history/reachable.ts';
import { parseOptions, usageText } from '../options.ts';
import { tryResolveCommit } from '../revisions.ts';
import type { Session } from '../session.ts';

const usage = [
  'git merge-base [-a | --all] <commit> <commit>',
  'git merge-base --is-ancestor <commit> <commit>',
];

function run(session: Session, args: readonly string[]): number {
  const { repository } = session;
  const options = parseOptions(
    'merge-base',
    args,
    { '-a, --all': 'flag', '--is-ancestor': 'flag' },
    usage,
  );
  if (options.all.length < 2) throw new GitExit(usageText(usage), 129);
  if (options.all.length > 2) throw fatal('the lab edition of git merge-base takes two commits');
  const [a, b] = options.all.map((name) => {
    const oid = tryResolveCommit(repository, name);
    if (oid === undefined) throw fatal(`Not a valid object name ${name}`);
    return oid;
  });
  if (a === undefined || b === undefined) return 1;
  if (options.has('is-ancestor')) return isAncestor(repository, a, b) ? 0 : 1;
  const bases = mergeBases(repository, a, b);
  for (const base of options.has('all') ? bases : bases.slice(0, 1)) session.out(`${base}\n`);
  return bases.length === 0 ? 1 : 0;
}

export const mergeBase: Command = {
  name: 'merge-base',
  summary: 'Find as good common ancestors as possible for a merge',
  usage,
  needs: 'repository',
  run,
};
