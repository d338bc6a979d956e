import type { Command } from '../command.ts';
import { fatal } from '../git-error.ts';
import { parseOptions } from '../options.ts';
import { tryResolve } from '../revisions.ts';
import type { Session } from '../session.ts';
import { restoreFromIndex, restoreFromTree } from '../worktree/restore-paths.ts';

const usage = ['git restore [<options>] [--source=<branch>] <file>...'];

const TABLE = {
  '-s, --source': 'value',
  '-S, --staged': 'flag',
  '-W, --worktree': 'flag',
  '-q, --quiet': 'flag',
  '--ours': 'flag',
  '--theirs': 'flag',
  '--overlay': 'flag',
} as const;

function run(session: Session, args: readonly string[]): number {
  const options = parseOptions('restore', args, TABLE, usage);
  const paths = options.all;
  const staged = options.has('staged');
  const worktree = options.has('worktree') || !staged;
  if (paths.length === 0) throw fatal('you must specify path(s) to restore');
  const source = options.value('source') ?? (staged ? 'HEAD' : undefined);
  if (source !== undefined && tryResolve(session.repository, source) === undefined) {
    throw fatal(`could not resolve ${source}`);
  }
  if (source === undefined) {
    restoreFromIndex(
      session,
      paths,
      options.has('ours') ? 2 : options.has('theirs') ? 3 : undefined,
    );
  } else {
    restoreFromTree(session, source, paths, { staged, worktree, overlay: options.has('overlay') });
  }
  return 0;
}

export const restore: Command = {
  name: 'restore',
  summary: 'Restore working tree files',
  usage,
  needs: 'work-tree',
  run,
};
