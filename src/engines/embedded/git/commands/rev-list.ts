import type { Command } from '../command.ts';
import { GitExit } from '../git-error.ts';
import { parseOptions, usageText } from '../options.ts';
import type { Session } from '../session.ts';
import { formatDate } from '../dates.ts';
import { countOption, LOG_TABLE, prettyStyle, selectCommits } from './log.ts';
import { formatCommit } from '../history/pretty.ts';

const usage = ['git rev-list [<options>] <commit>... [--] [<path>...]'];

const TABLE = {
  ...LOG_TABLE,
  '--count': 'flag',
  '--parents': 'flag',
  '--timestamp': 'flag',
} as const;

function run(session: Session, args: readonly string[]): number {
  const options = parseOptions('rev-list', args, TABLE, usage, {
    other: countOption,
    refuse: () => new GitExit(usageText(usage), 129),
  });
  const everywhere = ['all', 'branches', 'tags'].some((name) => options.has(name));
  if (options.args.length === 0 && !everywhere) throw new GitExit(usageText(usage), 129);
  const { commits } = selectCommits(session, options);
  if (options.has('count')) {
    session.out(`${commits.length}\n`);
    return 0;
  }
  const formatted = options.has('format') || options.has('pretty');
  const { format, style } = prettyStyle(session, options);
  for (const { oid, commit, parents } of commits) {
    const id = options.has('abbrev-commit') ? style.abbreviate(oid) : oid;
    const time = options.has('timestamp') ? `${formatDate(commit.committer, 'unix', 0)} ` : '';
    if (options.has('oneline')) session.out(`${formatCommit(oid, commit, format, style)}\n`);
    else if (formatted) session.out(`commit ${id}\n${formatCommit(oid, commit, format, style)}\n`);
    else session.out(`${time}${[id, ...(options.has('parents') ? parents : [])].join(' ')}\n`);
  }
  return 0;
}

export const revList: Command = {
  name: 'rev-list',
  summary: 'Lists commit objects in reverse chronological order',
  usage,
  needs: 'repository',
  run,
};
