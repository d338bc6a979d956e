import type { Command } from '../command.ts';
import { fatal } from '../git-error.ts';
import { parseOptions } from '../options.ts';
import { quotePath } from '../quote-path.ts';
import type { Session } from '../session.ts';
import { toText } from '../text.ts';
import { IgnoreRules } from '../worktree/ignore-rules.ts';
import { Pathspec } from '../worktree/pathspec.ts';

const usage = [
  'git check-ignore [<options>] <pathname>...',
  'git check-ignore [<options>] --stdin',
];

const TABLE = {
  '-q, --quiet': 'flag',
  '-v, --verbose': 'flag',
  '-n, --non-matching': 'flag',
  '--stdin': 'flag',
  '--no-index': 'flag',
} as const;

function run(session: Session, args: readonly string[]): number {
  const { repository } = session;
  const options = parseOptions('check-ignore', args, TABLE, usage);
  const verbose = options.has('verbose');
  const given = options.has('stdin')
    ? toText(session.context.stdin).split('\n').filter(Boolean)
    : options.all;
  if (given.length === 0 && !options.has('stdin')) throw fatal('no path specified');
  if (options.has('quiet') && given.length > 1)
    throw fatal('--quiet is only valid with a single pathname');
  if (options.has('quiet') && verbose) throw fatal('cannot have both --quiet and --verbose');
  const rules = new IgnoreRules(repository, session.env);
  const index = repository.readIndex();
  let found = 0;
  for (const text of given) {
    const [pattern] = new Pathspec(repository, session.cwd, [text]).patterns;
    const path = pattern?.path ?? '';
    const node = repository.tree.tryLookup(repository.absolute(path), false);
    const isFolder = node ? node.children !== null : text.endsWith('/');
    const tracked = index.has(path) && !options.has('no-index');
    const rule = tracked || path === '' ? undefined : rules.deciding(path, isFolder);
    const ignored = rule !== undefined && !rule.negated;
    if (ignored || (rule && verbose)) found += 1;
    if (options.has('quiet')) continue;
    if (verbose) {
      if (rule) session.out(`${rule.source}:${rule.line}:${rule.text}\t${quotePath(text)}\n`);
      else if (options.has('non-matching')) session.out(`::\t${quotePath(text)}\n`);
    } else if (ignored) session.out(`${quotePath(text)}\n`);
  }
  return found > 0 ? 0 : 1;
}

export const checkIgnore: Command = {
  name: 'check-ignore',
  summary: 'Debug gitignore / exclude files',
  usage,
  needs: 'work-tree',
  run,
};
