import type { Command } from '../command.ts';
import { fatal, GitExit } from '../git-error.ts';
import { parseOptions } from '../options.ts';
import type { Session } from '../session.ts';
import { versionOf } from '../worktree/file-version.ts';
import { Pathspec } from '../worktree/pathspec.ts';
import { fileAt } from '../worktree/scan.ts';
import { removeWorkFile } from '../worktree/switch-trees.ts';

const usage = [
  'git rm [-f | --force] [-n] [-r] [--cached] [--ignore-unmatch] [--quiet] [--] <pathspec>...',
];

const TABLE = {
  '-n, --dry-run': 'flag',
  '-q, --quiet': 'flag',
  '--cached': 'flag',
  '-f, --force': 'flag',
  '-r': 'flag',
  '--ignore-unmatch': 'flag',
} as const;

const group = (paths: readonly string[], one: string, many: string, hint: string): string =>
  paths.length === 0
    ? ''
    : `error: ${paths.length === 1 ? one : many}\n${paths.map((path) => `    ${path}\n`).join('')}${hint}\n`;

/** Refuses to remove what is not stored anywhere else. */
function refuseLoss(session: Session, paths: readonly string[], cached: boolean): void {
  const { repository } = session;
  const index = repository.readIndex();
  const head = repository.filesAt(repository.head());
  const both: string[] = [];
  const staged: string[] = [];
  const local: string[] = [];
  for (const path of paths) {
    const entry = index.get(path);
    if (!entry || entry.intentToAdd) continue;
    const node = fileAt(repository, path);
    if (!node) continue;
    const now = versionOf(index, entry, node);
    const before = head.get(path);
    const changed = now.oid !== entry.oid || now.mode !== entry.mode;
    const inIndex = before?.oid !== entry.oid || before.mode !== entry.mode;
    if (changed && inIndex) both.push(path);
    else if (!cached && inIndex) staged.push(path);
    else if (!cached && changed) local.push(path);
  }
  const text =
    group(
      both,
      'the following file has staged content different from both the\nfile and the HEAD:',
      'the following files have staged content different from both the\nfile and the HEAD:',
      '(use -f to force removal)',
    ) +
    group(
      staged,
      'the following file has changes staged in the index:',
      'the following files have changes staged in the index:',
      '(use --cached to keep the file, or -f to force removal)',
    ) +
    group(
      local,
      'the following file has local modifications:',
      'the following files have local modifications:',
      '(use --cached to keep the file, or -f to force removal)',
    );
  if (text !== '') throw new GitExit(text.replace(/\n$/, ''), 1);
}

function run(session: Session, args: readonly string[]): number {
  const { repository } = session;
  const options = parseOptions('rm', args, TABLE, usage);
  if (options.all.length === 0) throw fatal('No pathspec was given. Which files should I remove?');
  const index = repository.readIndex();
  const pathspec = new Pathspec(repository, session.cwd, options.all);
  const paths = [...new Set(index.entries().map(({ path }) => path))].filter((path) =>
    pathspec.matches(path),
  );
  for (const { given } of options.has('ignore-unmatch') ? [] : pathspec.unmatched()) {
    throw fatal(`pathspec '${given}' did not match any files`);
  }
  if (!options.has('r')) {
    for (const { path, given, pattern } of pathspec.patterns) {
      if (!pattern && paths.some((each) => path === '' || each.startsWith(`${path}/`))) {
        throw fatal(`not removing '${given}' recursively without -r`);
      }
    }
  }
  const cached = options.has('cached');
  if (!options.has('force')) refuseLoss(session, paths, cached);
  for (const path of paths) {
    if (!options.has('quiet')) session.out(`rm '${path}'\n`);
    if (options.has('dry-run')) continue;
    index.remove(path);
    if (!cached) removeWorkFile(repository, path);
  }
  if (!options.has('dry-run')) repository.writeIndex(index);
  return 0;
}

export const rm: Command = {
  name: 'rm',
  summary: 'Remove files from the working tree and from the index',
  usage,
  needs: 'work-tree',
  run,
};
