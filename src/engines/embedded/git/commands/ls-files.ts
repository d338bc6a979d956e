import type { Command } from '../command.ts';
import { fatal, GitExit } from '../git-error.ts';
import { modeText } from '../objects/tree.ts';
import { parseOptions } from '../options.ts';
import { fromPrefix, quotePath } from '../quote-path.ts';
import type { Session } from '../session.ts';
import { versionOf } from '../worktree/file-version.ts';
import { IgnoreRules } from '../worktree/ignore-rules.ts';
import { Pathspec } from '../worktree/pathspec.ts';
import { fileAt, findUntracked } from '../worktree/scan.ts';

const usage = ['git ls-files [<options>] [<file>...]'];

const TABLE = {
  '-z': 'flag',
  '-c, --cached': 'flag',
  '-d, --deleted': 'flag',
  '-m, --modified': 'flag',
  '-o, --others': 'flag',
  '-i, --ignored': 'flag',
  '-s, --stage': 'flag',
  '-u, --unmerged': 'flag',
  '-t': 'flag',
  '--exclude-standard': 'flag',
  '--directory': 'flag',
  '--full-name': 'flag',
  '--error-unmatch': 'flag',
} as const;

function run(session: Session, args: readonly string[]): number {
  const { repository } = session;
  const options = parseOptions('ls-files', args, TABLE, usage);
  const index = repository.readIndex();
  const { prefix } = session;
  // Without paths, only what is under the folder one stands in.
  const given = options.all.length > 0 ? options.all : prefix === '' ? [] : ['.'];
  const pathspec = new Pathspec(repository, session.cwd, given);
  const end = options.has('z') ? '\0' : '\n';
  const quoteAll = session.config.flag('core.quotepath', true);
  const show = (path: string) => {
    const relative = options.has('full-name') ? path : fromPrefix(path, prefix);
    return options.has('z') ? relative : quotePath(relative, quoteAll);
  };
  const tag = (letter: string) => (options.has('t') ? `${letter} ` : '');
  const stage = options.has('stage') || options.has('unmerged');
  const others = options.has('others');
  const picks = others || options.has('deleted') || options.has('modified');
  if (picks && !repository.hasWorkTree) throw fatal('this operation must be run in a work tree');
  const rules = options.has('exclude-standard') ? new IgnoreRules(repository, session.env) : null;

  const isIgnored = (path: string) => {
    const rule = rules?.deciding(path, false);
    return rule !== undefined && !rule.negated;
  };

  if (others) {
    const found = findUntracked(repository, index, {
      show: options.has('directory') ? 'normal' : 'all',
      rules,
      pathspec,
      ignoredToo: options.has('ignored'),
    });
    for (const path of options.has('ignored') ? found.ignored : found.untracked) {
      session.out(`${tag('?')}${show(path)}${end}`);
    }
  }
  const all = index.entries().filter(({ path }) => pathspec.matches(path));
  if (options.has('error-unmatch')) {
    const [missing] = pathspec.unmatched();
    if (missing) {
      throw new GitExit(
        `error: pathspec '${missing.given}' did not match any file(s) known to git\nDid you forget to 'git add'?`,
        1,
      );
    }
  }
  if (options.has('cached') || stage || !picks) {
    for (const entry of all) {
      if (options.has('unmerged') && entry.stage === 0) continue;
      if (options.has('ignored') && !isIgnored(entry.path)) continue;
      const head = stage ? `${modeText(entry.mode)} ${entry.oid} ${entry.stage}\t` : '';
      session.out(`${tag(entry.stage === 0 ? 'H' : 'M')}${head}${show(entry.path)}${end}`);
    }
  }
  if (options.has('deleted') || options.has('modified')) {
    for (const entry of all) {
      const node = fileAt(repository, entry.path);
      if (!node && options.has('deleted')) session.out(`${tag('R')}${show(entry.path)}${end}`);
      if (!options.has('modified')) continue;
      const now = node && versionOf(index, entry, node);
      if (now?.oid !== entry.oid || now.mode !== entry.mode)
        session.out(`${tag('C')}${show(entry.path)}${end}`);
    }
  }
  return 0;
}

export const lsFiles: Command = {
  name: 'ls-files',
  summary: 'Show information about files in the index and the working tree',
  usage,
  needs: 'repository',
  run,
};
