import type { Command } from '../command.ts';
import { fatal, GitExit } from '../git-error.ts';
import { splitRevisions } from '../history/range.ts';
import { readCommit, subjectOf } from '../objects/commit.ts';
import { filesOf, type FileVersion } from '../objects/tree.ts';
import { parseOptions, usageText } from '../options.ts';
import { fromPrefix, quotePath } from '../quote-path.ts';
import { resolveCommit, resolveTree } from '../revisions.ts';
import type { Session } from '../session.ts';
import type { Index } from '../staging/index-file.ts';
import { refreshIndex, worktreeChanges } from '../changes/status.ts';
import { Pathspec } from '../worktree/pathspec.ts';
import { forceTree } from '../worktree/switch-trees.ts';

const usage = [
  'git reset [--mixed | --soft | --hard] [-q] [<commit>]',
  'git reset [-q] [<tree-ish>] [--] <pathspec>...',
];

const TABLE = {
  '-q, --quiet': 'flag',
  '--mixed': 'flag',
  '--soft': 'flag',
  '--hard': 'flag',
} as const;

function tellUnstaged(session: Session, index: Index): void {
  const changes = worktreeChanges(session.repository, index);
  if (changes.length === 0) return;
  session.out('Unstaged changes after reset:\n');
  for (const { status, path } of changes) {
    session.out(`${status}\t${quotePath(fromPrefix(path, session.prefix))}\n`);
  }
}

/** Makes index entries as a commit has them; files stay as they are. */
function unstage(
  index: Index,
  files: ReadonlyMap<string, FileVersion>,
  wanted: (path: string) => boolean,
): void {
  for (const path of new Set(index.entries().map((entry) => entry.path))) {
    if (wanted(path) && !files.has(path)) index.remove(path);
  }
  for (const [path, version] of files) {
    if (!wanted(path)) continue;
    const entry = index.get(path);
    if (entry?.oid !== version.oid || entry.mode !== version.mode || entry.intentToAdd)
      index.set(path, version);
  }
}

function run(session: Session, args: readonly string[]): number {
  const { repository } = session;
  const options = parseOptions('reset', args, TABLE, usage);
  const quiet = options.has('quiet');
  const { revisions, paths } = splitRevisions(session, options.args, options.afterDashes);
  if (revisions.length > 1) throw new GitExit(usageText(usage), 129);
  const [revision = 'HEAD'] = revisions;
  const index = repository.readIndex();
  const mode = (['soft', 'hard', 'mixed'] as const).find((name) => options.has(name));

  if (paths.length > 0) {
    if (mode === 'soft' || mode === 'hard') throw fatal(`Cannot do ${mode} reset with paths.`);
    const unborn = revision === 'HEAD' && repository.head() === undefined;
    const files = unborn
      ? new Map<string, FileVersion>()
      : filesOf(repository.store, resolveTree(repository, revision));
    const pathspec = new Pathspec(repository, session.cwd, paths);
    unstage(index, files, (path) => pathspec.matches(path));
    refreshIndex(repository, index);
    repository.writeIndex(index);
    if (!quiet) tellUnstaged(session, index);
    return 0;
  }

  const head = repository.head();
  if (head === undefined && revision === 'HEAD') {
    if (mode === 'hard') forceTree(repository, index, new Map());
    else if (mode !== 'soft') unstage(index, new Map(), () => true);
    repository.writeIndex(index);
    return 0;
  }
  const target = resolveCommit(repository, revision);
  const merging = repository.note('MERGE_HEAD') !== undefined || index.unmerged().length > 0;
  if (mode === 'soft' && merging) throw fatal('Cannot do a soft reset in the middle of a merge.');
  const files = repository.filesAt(target);
  if (mode === 'hard') forceTree(repository, index, files);
  else if (mode !== 'soft') unstage(index, files, () => true);
  if (mode !== 'soft') {
    refreshIndex(repository, index);
    repository.writeIndex(index);
  }
  if (head !== undefined) repository.refs.writeSpecial('ORIG_HEAD', head);
  repository.refs.update('HEAD', target, `reset: moving to ${revision}`);
  repository.removeNotes(
    'MERGE_HEAD',
    'MERGE_MSG',
    'MERGE_MODE',
    'AUTO_MERGE',
    'CHERRY_PICK_HEAD',
    'REVERT_HEAD',
    'SQUASH_MSG',
  );
  if (quiet) return 0;
  if (mode === 'hard') {
    const subject = subjectOf(readCommit(repository.store, target).message);
    session.out(`HEAD is now at ${repository.store.abbreviate(target)} ${subject}\n`);
  } else if (mode !== 'soft') tellUnstaged(session, index);
  return 0;
}

export const reset: Command = {
  name: 'reset',
  summary: 'Reset current HEAD to the specified state',
  usage,
  needs: 'work-tree',
  run,
};
