import type { Command } from '../command.ts';
import { fatal } from '../git-error.ts';
import { parseOptions } from '../options.ts';
import { fromPrefix, quotePath } from '../quote-path.ts';
import type { Session } from '../session.ts';
import { comparePaths } from '../text.ts';
import { IgnoreRules } from '../worktree/ignore-rules.ts';
import { Pathspec } from '../worktree/pathspec.ts';
import { findUntracked } from '../worktree/scan.ts';

const usage = ['git clean [-d] [-f] [-n] [-q] [-x | -X] [--] [<pathspec>...]'];

const TABLE = {
  '-q, --quiet': 'flag',
  '-n, --dry-run': 'flag',
  '-f, --force': 'flag',
  '-d': 'flag',
  '-x': 'flag',
  '-X': 'flag',
} as const;

function run(session: Session, args: readonly string[]): number {
  const { repository } = session;
  const options = parseOptions('clean', args, TABLE, usage);
  const dry = options.has('dry-run');
  if (!dry && !options.has('force') && session.config.flag('clean.requireforce', true)) {
    const set =
      session.config.get('clean.requireforce') === undefined ? 'defaults to true' : 'set to true';
    throw fatal(`clean.requireForce ${set} and neither -i, -n, nor -f given; refusing to clean`);
  }
  if (options.has('x') && options.has('X'))
    throw fatal("options '-x' and '-X' cannot be used together");
  const given = options.all.length > 0 ? options.all : session.prefix === '' ? [] : ['.'];
  const pathspec = new Pathspec(repository, session.cwd, given);
  const only = options.has('X');
  const found = findUntracked(repository, repository.readIndex(), {
    show: only ? 'normal' : 'removable',
    rules: options.has('x') ? null : new IgnoreRules(repository, session.env),
    pathspec,
    ignoredToo: only,
  });
  const paths = [...(only ? found.ignored : found.untracked)].sort(comparePaths);
  for (const path of paths) {
    const folder = path.endsWith('/');
    // Who names paths means folders too.
    if (folder && !options.has('d') && options.all.length === 0) continue;
    const shown = quotePath(fromPrefix(path, session.prefix));
    if (folder && repository.tree.exists(`${repository.absolute(path)}.git`)) {
      if (!options.has('quiet'))
        session.out(`${dry ? 'Would skip' : 'Skipping'} repository ${shown}\n`);
      continue;
    }
    if (!options.has('quiet') || dry)
      session.out(`${dry ? 'Would remove' : 'Removing'} ${shown}\n`);
    if (!dry) repository.tree.rm(repository.absolute(path.replace(/\/$/, '')), { recursive: true });
  }
  return 0;
}

export const clean: Command = {
  name: 'clean',
  summary: 'Remove untracked files from the working tree',
  usage,
  needs: 'work-tree',
  run,
};
