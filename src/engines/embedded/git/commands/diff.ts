import type { Command } from '../command.ts';
import { fatal, GitExit } from '../git-error.ts';
import { splitRevisions } from '../history/range.ts';
import { mergeBases } from '../history/reachable.ts';
import { parseOptions, type Options } from '../options.ts';
import { resolveCommit, resolveTree, tryResolve } from '../revisions.ts';
import { filesOf, type Files, type FileVersion } from '../objects/tree.ts';
import type { Session } from '../session.ts';
import { changeOf, type Change } from '../changes/change.ts';
import { comparePaths } from '../text.ts';
import { compareFiles } from '../changes/compare-files.ts';
import { formatConflict } from '../changes/combined.ts';
import { arrangeChanges, asksForDiff, DIFF_TABLE, formatChanges } from '../changes/diff-output.ts';
import { stagedChanges, worktreeChanges } from '../changes/status.ts';
import { versionOf } from '../worktree/file-version.ts';
import { Pathspec } from '../worktree/pathspec.ts';
import { fileAt } from '../worktree/scan.ts';

const usage = [
  'git diff [<options>] [<commit>] [--] [<path>...]',
  'git diff [<options>] --cached [<commit>] [--] [<path>...]',
  'git diff [<options>] <commit> [...]<commit> [--] [<path>...]',
  'git diff [<options>] <blob> <blob>',
];

const TABLE = {
  ...DIFF_TABLE,
  '--cached, --staged': 'flag',
  '--exit-code': 'flag',
  '-q, --quiet': 'flag',
  '-z': 'flag',
  '--merge-base': 'flag',
} as const;

const unknownDiffOption = (option: string): GitExit =>
  new GitExit(
    `error: invalid option: ${option}\n` +
      'hint: The lab edition of git has only some of git\'s options: see "git help diff".',
    255,
  );

/** Tracked files as they are in the work tree. */
function workFiles({ repository }: Session): Map<string, FileVersion> {
  const index = repository.readIndex();
  const files = new Map<string, FileVersion>();
  for (const path of new Set(index.entries().map((entry) => entry.path))) {
    const node = fileAt(repository, path);
    if (node) files.set(path, versionOf(index, index.get(path), node));
  }
  return files;
}

/** Two blobs compared as files. */
function blobs(session: Session, a: string, b: string): Change[] | undefined {
  const { repository } = session;
  const ids = [a, b].map((text) => tryResolve(repository, text));
  const [old, now] = ids.map((oid) =>
    oid !== undefined && repository.store.read(oid).type === 'blob' ? oid : undefined,
  );
  if (old === undefined || now === undefined) return undefined;
  const name = (text: string) => text.slice(text.indexOf(':') + 1);
  const version = (oid: string): FileVersion => ({ oid, mode: 0o100644 });
  if (old === now) return [];
  return [
    {
      status: 'M',
      path: name(b),
      before: name(a),
      old: version(old),
      new: version(now),
      similarity: 0,
    },
  ];
}

function compare(
  session: Session,
  revisions: readonly string[],
  staged: boolean,
  useBase: boolean,
): Change[] {
  const { repository } = session;
  const files = (text: string): Files =>
    filesOf(repository.store, resolveTree(repository, text === '' ? 'HEAD' : text));
  const [first, second] = revisions;
  if (staged) {
    if (second !== undefined) throw new GitExit(`usage: ${usage.join('\n   or: ')}\n`, 129);
    const base = first === undefined ? repository.filesAt(repository.head()) : files(first);
    return stagedChanges(repository, repository.readIndex(), base, false);
  }
  if (first === undefined) return worktreeChanges(repository, repository.readIndex());
  const three = /^(.*)\.\.\.(.*)$/.exec(first);
  const two = /^(.*)\.\.(.*)$/.exec(first);
  const merged = (a: string, b: string) => {
    const [base] = mergeBases(
      repository,
      resolveCommit(repository, a || 'HEAD'),
      resolveCommit(repository, b || 'HEAD'),
    );
    if (base === undefined) throw fatal(`${a}...${b}: no merge base`);
    return base;
  };
  if (three)
    return compareFiles(files(merged(three[1] ?? '', three[2] ?? '')), files(three[2] ?? ''));
  if (two) return compareFiles(files(two[1] ?? ''), files(two[2] ?? ''));
  if (second === undefined) {
    return compareFiles(files(useBase ? merged(first, 'HEAD') : first), workFiles(session));
  }
  return (
    blobs(session, first, second) ??
    compareFiles(files(useBase ? merged(first, second) : first), files(second))
  );
}

function run(session: Session, args: readonly string[]): number {
  const options = parseOptions('diff', args, TABLE, usage, {
    refuse: unknownDiffOption,
    other: (option, found) => {
      const match = /^-U?(\d+)$/.exec(option);
      if (match) found.set('unified', match[1] ?? '');
      return match !== null;
    },
  });
  const { repository } = session;
  const { revisions, paths } = splitRevisions(session, options.args, options.afterDashes);
  if (revisions.length > 2) throw new GitExit(`usage: ${usage.join('\n   or: ')}\n`, 129);
  const given = [
    ...paths,
    ...(options.has('relative') && paths.length === 0 && session.prefix !== '' ? ['.'] : []),
  ];
  const pathspec = new Pathspec(repository, session.cwd, given);
  const found = compare(session, revisions, options.has('staged'), options.has('merge-base'));
  const changes = arrangeChanges(
    repository,
    found.filter(({ path }) => pathspec.matches(path)),
    options,
  );
  const conflicts =
    revisions.length === 0
      ? repository
          .readIndex()
          .unmerged()
          .filter((path) => pathspec.matches(path))
      : [];
  if (!options.has('quiet')) {
    const zero = options.has('z');
    if (conflicts.length === 0) session.out(formatChanges(session, changes, options, zero));
    else session.out(withConflicts(session, changes, conflicts, options, zero));
  }
  const differs = changes.length > 0 || conflicts.length > 0;
  return differs && (options.has('quiet') || options.has('exit-code')) ? 1 : 0;
}

/** Files in conflict stand among the others: as `U`, and once more when the work tree is unlike ours. */
function withConflicts(
  session: Session,
  changes: readonly Change[],
  conflicts: readonly string[],
  options: Options,
  zero: boolean,
): string {
  const { repository } = session;
  const index = repository.readIndex();
  const staged = options.has('staged');
  const names = options.has('name-only') || options.has('name-status');
  if (!names && !asksForDiff(options) && !staged) {
    const texts = [
      ...changes.map((change) => ({
        path: change.path,
        text: formatChanges(session, [change], options),
      })),
      ...conflicts.map((path) => ({ path, text: formatConflict(session, path) })),
    ];
    return texts
      .sort((a, b) => comparePaths(a.path, b.path))
      .map(({ text }) => text)
      .join('');
  }
  if (!names) {
    return (
      conflicts.map((path) => `* Unmerged path ${path}\n`).join('') +
      formatChanges(session, changes, options, zero)
    );
  }
  const rows: Change[] = [...changes];
  for (const path of conflicts) {
    rows.push({ status: 'U', path, before: path, old: undefined, new: undefined, similarity: 0 });
    const ours = index.get(path, 2);
    const node = fileAt(repository, path);
    const change =
      staged || !ours ? undefined : changeOf(path, ours, node && versionOf(index, undefined, node));
    if (change) rows.push(change);
  }
  rows.sort((a, b) => comparePaths(a.path, b.path));
  return formatChanges(session, rows, options, zero);
}

export const diff: Command = {
  name: 'diff',
  summary: 'Show changes between commits, commit and working tree, etc',
  usage,
  needs: 'work-tree',
  run,
};
