import { COMMANDS } from './commands/registry.ts';
import { fatal, GitExit } from './git-error.ts';
import { usageText } from './options.ts';

/** What `git --version` says: the git whose behaviour is followed, and that this is not it. */
export const VERSION = 'git version 2.39.5 (Plumbline lab edition, isomorphic-git 1.44.17)';

/** Commands of git that people look for and the lab edition does not have. */
const MISSING = new Set([
  'am',
  'apply',
  'archive',
  'bisect',
  'bundle',
  'commit-tree',
  'count-objects',
  'difftool',
  'filter-branch',
  'for-each-ref',
  'format-patch',
  'fsck',
  'gc',
  'grep',
  'lfs',
  'maintenance',
  'mergetool',
  'notes',
  'prune',
  'range-diff',
  'rebase',
  'repack',
  'replace',
  'shortlog',
  'show-branch',
  'sparse-checkout',
  'submodule',
  'update-index',
  'update-ref',
  'var',
  'worktree',
]);

export function generalHelp(): string {
  const rows = [...COMMANDS.values()].map(
    ({ name, summary }) => `   ${name.padEnd(14)} ${summary}\n`,
  );
  return (
    'usage: git [-v | --version] [-h | --help] [-C <path>] [-c <name>=<value>]\n' +
    '           [--no-pager] <command> [<args>]\n\n' +
    `These are the commands of the lab edition of git:\n\n${rows.join('')}\n` +
    "'git help <command>' shows the forms of a command.\n"
  );
}

/** @throws GitExit when there is no such command. */
export function helpFor(name: string): string {
  const command = COMMANDS.get(name);
  if (!command) throw new GitExit(`No manual entry for git-${name}`, 16);
  return `git-${name} - ${command.summary}\n\n${usageText(command.usage)}`;
}

/** How far two words are apart, in letters changed, added or removed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** What an unknown command gets: git's words; one that git has and the lab has not is said so. */
export function noSuchCommand(name: string): GitExit {
  if (MISSING.has(name)) {
    return fatal(
      `the lab edition of git has no '${name}' (git itself has): see "git help" for what there is`,
    );
  }
  const near = [...COMMANDS.keys()].filter(
    (each) => distance(name, each) <= 2 || each.startsWith(name),
  );
  const hint =
    near.length === 0
      ? ''
      : `\n\nThe most similar command${near.length === 1 ? ' is' : 's are'}\n${near.map((each) => `\t${each}`).join('\n')}`;
  return new GitExit(`git: '${name}' is not a git command. See 'git --help'.${hint}`, 1);
}
