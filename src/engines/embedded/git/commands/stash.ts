import type { Command } from '../command.ts';
import { fatal, GitExit } from '../git-error.ts';
import {
  parseCommit,
  formatSignature,
  readCommit,
  serializeCommit,
  subjectOf,
} from '../objects/commit.ts';
import { filesOf, writeTree, type FileVersion } from '../objects/tree.ts';
import { parseOptions, type Options, type OptionTable } from '../options.ts';
import { appendReflog, readReflog, writeReflog } from '../refs/reflog.ts';
import { NO_OBJECT } from '../refs/refs.ts';
import type { Session } from '../session.ts';
import { reflogIdentity } from '../identity.ts';
import { compareFiles } from '../changes/compare-files.ts';
import { arrangeChanges, asksForDiff, DIFF_TABLE, formatChanges } from '../changes/diff-output.ts';
import { stagedChanges, worktreeChanges } from '../changes/status.ts';
import { statusText, untrackedMode } from '../changes/status-text.ts';
import { applyMerge } from '../merging/apply-merge.ts';
import { mergeTrees } from '../merging/merge-trees.ts';
import { contentsOf, gitMode, versionOf } from '../worktree/file-version.ts';
import { IgnoreRules } from '../worktree/ignore-rules.ts';
import { fileAt, findUntracked } from '../worktree/scan.ts';
import { forceTree, removeWorkFile, writeWorkFile } from '../worktree/switch-trees.ts';

const usage = [
  'git stash [push [-k | --keep-index] [-u] [-q] [-m <message>]]',
  'git stash list',
  'git stash show [-p] [<stash>]',
  'git stash (pop | apply) [--index] [-q] [<stash>]',
  'git stash drop [-q] [<stash>]',
  'git stash clear',
];

const REF = 'refs/stash';

const TABLES: Record<string, OptionTable> = {
  push: {
    '-k, --keep-index': 'flag',
    '-u, --include-untracked': 'flag',
    '-q, --quiet': 'flag',
    '-m, --message': 'value',
  },
  list: {},
  show: DIFF_TABLE,
  pop: { '-q, --quiet': 'flag', '--index': 'flag' },
  apply: { '-q, --quiet': 'flag', '--index': 'flag' },
  drop: { '-q, --quiet': 'flag' },
  clear: {},
};

/** Position and commit of `stash@{n}`, `n` or nothing (the newest). */
function findStash(
  { repository }: Session,
  given: string | undefined,
): { at: number; oid: string; name: string } {
  const log = readReflog(repository.tree, repository.gitFolder, REF);
  if (log.length === 0 && given === undefined) throw new GitExit('No stash entries found.', 1);
  const number = /^(?:stash@\{)?(\d+)\}?$/.exec(given ?? '0')?.[1];
  const at = Number(number ?? -1);
  const entry = log[at];
  if (number === undefined) throw new GitExit(`error: ${given ?? ''} is not a valid reference`, 1);
  if (!entry) throw new GitExit(`error: stash@{${at}} is not a valid reference`, 1);
  return { at, oid: entry.now, name: given?.startsWith('stash@') ? given : `refs/stash@{${at}}` };
}

function push(session: Session, options: Options): number {
  const { repository } = session;
  const { store, refs } = repository;
  const head = repository.head();
  if (head === undefined) throw new GitExit('You do not have the initial commit yet', 1);
  if (options.all.length > 0) throw fatal('the lab edition of git stash has no pathspecs');
  const index = repository.readIndex();
  const unmerged = index.unmerged();
  if (unmerged.length > 0) {
    session.out(unmerged.map((path) => `${path}: needs merge\n`).join(''));
    throw new GitExit('', 1);
  }
  const files = repository.filesAt(head);
  const untracked = options.has('include-untracked')
    ? findUntracked(repository, index, {
        show: 'all',
        rules: new IgnoreRules(repository, session.env),
      }).untracked.filter((path) => !path.endsWith('/'))
    : [];
  const changed =
    stagedChanges(repository, index, files, false).length +
    worktreeChanges(repository, index).length +
    untracked.length;
  if (changed === 0) {
    if (!options.has('quiet')) session.out('No local changes to save\n');
    return 0;
  }
  const author = session.author();
  const committer = session.committer();
  const branch = refs.currentBranch() ?? '(no branch)';
  const where = `${branch}: ${store.abbreviate(head)} ${subjectOf(readCommit(store, head).message)}`;
  const write = (tree: string, parents: string[], message: string) =>
    store.write('commit', serializeCommit({ tree, parents, author, committer, message }));
  const staged = new Map<string, FileVersion>(index.files());
  const indexCommit = write(writeTree(store, staged), [head], `index on ${where}\n`);
  const storeFile = (path: string): FileVersion | undefined => {
    const node = fileAt(repository, path);
    return node && { mode: gitMode(node), oid: store.write('blob', contentsOf(node)) };
  };
  const parents = [head, indexCommit];
  if (untracked.length > 0) {
    const found = untracked.flatMap((path) => {
      const version = storeFile(path);
      return version ? [[path, version] as const] : [];
    });
    parents.push(write(writeTree(store, found), [], `untracked files on ${where}\n`));
  }
  const working = new Map<string, FileVersion>();
  for (const [path, entry] of index.files()) {
    const node = fileAt(repository, path);
    if (!node) {
      // A file that was only ever staged is kept, as git keeps it: nothing else has its contents.
      if (!files.has(path)) working.set(path, entry);
      continue;
    }
    const now = versionOf(index, entry, node);
    working.set(path, now.oid === entry.oid ? now : (storeFile(path) ?? now));
  }
  for (const path of files.keys()) {
    // Taken out of the index but still there: going back to HEAD would overwrite it.
    const version = index.has(path) ? undefined : storeFile(path);
    if (version) working.set(path, version);
  }
  const text = options.value('message');
  const message = text === undefined ? `WIP on ${where}` : `On ${branch}: ${text}`;
  const oid = write(writeTree(store, working), parents, message);
  const signature = formatSignature(
    reflogIdentity(session.env, session.config, session.nowSeconds),
  );
  appendReflog(
    repository.tree,
    repository.gitFolder,
    REF,
    `${refs.read(REF) ?? NO_OBJECT} ${oid} ${signature}\t${message}\n`,
  );
  refs.writeSpecial(REF, oid);
  forceTree(repository, index, options.has('keep-index') ? staged : files);
  for (const path of untracked) removeWorkFile(repository, path);
  repository.writeIndex(index);
  if (!options.has('quiet')) session.out(`Saved working directory and index state ${message}\n`);
  return 0;
}

function list(session: Session): number {
  const { repository } = session;
  for (const [at, { reason }] of readReflog(repository.tree, repository.gitFolder, REF).entries()) {
    session.out(`stash@{${at}}: ${reason}\n`);
  }
  return 0;
}

function dropAt({ repository }: Session, at: number): void {
  const log = readReflog(repository.tree, repository.gitFolder, REF);
  const left = log.filter((_, position) => position !== at);
  const [newest] = left;
  if (!newest) {
    repository.refs.remove(REF);
    return;
  }
  // Each entry begins where the one before it ends.
  const chained = left.map((entry, position) => ({
    ...entry,
    old: left[position + 1]?.now ?? NO_OBJECT,
  }));
  writeReflog(repository.tree, repository.gitFolder, REF, chained);
  repository.refs.writeSpecial(REF, newest.now);
}

function drop(session: Session, options: Options): number {
  const { at, oid, name } = findStash(session, options.all[0]);
  dropAt(session, at);
  if (!options.has('quiet')) session.out(`Dropped ${name} (${oid})\n`);
  return 0;
}

/** Brings stashed changes back. True when all went in without a conflict. */
function apply(session: Session, oid: string, withIndex: boolean): boolean {
  const { repository } = session;
  const { store } = repository;
  const stash = parseCommit(store.read(oid).body);
  const [base, indexCommit, untrackedCommit] = stash.parents;
  const index = repository.readIndex();
  if (index.unmerged().length > 0) throw new GitExit('error: could not write index', 1);
  const current = new Map<string, FileVersion>(index.files());
  if (base !== undefined && stash.tree === readCommit(store, base).tree) {
    session.out('Already up to date.\n');
  }
  const merged = mergeTrees(store, repository.filesAt(base), current, filesOf(store, stash.tree), {
    ours: 'Updated upstream',
    theirs: 'Stashed changes',
  });
  if (untrackedCommit !== undefined) {
    for (const path of repository.filesAt(untrackedCommit).keys()) {
      if (fileAt(repository, path)) {
        throw new GitExit(
          `${path} already exists, no checkout\nerror: could not restore untracked files from stash`,
          1,
        );
      }
    }
  }
  applyMerge(repository, index, current, merged, session.env);
  session.out(merged.messages.map((line) => `${line}\n`).join(''));
  const conflicts = new Set(merged.conflicts.map(({ path }) => path));
  if (conflicts.size === 0) {
    const staged = withIndex ? repository.filesAt(indexCommit) : current;
    const was = repository.filesAt(base);
    for (const { path } of compareFiles(current, merged.files)) {
      const before = staged.get(path);
      const isNew = !current.has(path) && !was.has(path);
      if (before) index.set(path, before);
      // A file that the stash adds stays added, or it would look untracked.
      else if (!isNew) index.remove(path);
    }
    if (withIndex) {
      for (const { path, new: version } of compareFiles(was, staged)) {
        if (version) index.set(path, version);
        else index.remove(path);
      }
    }
  }
  if (untrackedCommit !== undefined) {
    for (const [path, version] of repository.filesAt(untrackedCommit))
      writeWorkFile(repository, path, version);
  }
  repository.writeIndex(index);
  return conflicts.size === 0;
}

function bring(session: Session, options: Options, dropIt: boolean): number {
  const { at, oid, name } = findStash(session, options.all[0]);
  let clean = false;
  try {
    clean = apply(session, oid, options.has('index'));
  } catch (error) {
    if (!(error instanceof GitExit) || error.code !== 1) throw error;
    session.error(`${error.message}\n`);
  }
  if (!options.has('quiet')) {
    const index = session.repository.readIndex();
    session.out(statusText(session, index, { untracked: untrackedMode(session, undefined) }).text);
  }
  if (!clean) {
    if (dropIt) session.out('The stash entry is kept in case you need it again.\n');
    return 1;
  }
  if (dropIt) {
    dropAt(session, at);
    if (!options.has('quiet')) session.out(`Dropped ${name} (${oid})\n`);
  }
  return 0;
}

function show(session: Session, options: Options): number {
  const { repository } = session;
  const { oid } = findStash(session, options.all[0]);
  const stash = parseCommit(repository.store.read(oid).body);
  const changes = compareFiles(
    repository.filesAt(stash.parents[0]),
    filesOf(repository.store, stash.tree),
  );
  if (!asksForDiff(options)) options.set('stat', '');
  session.out(formatChanges(session, arrangeChanges(repository, changes, options), options));
  return 0;
}

function run(session: Session, args: readonly string[]): number {
  const [first, ...rest] = args;
  const verb =
    first === undefined || first.startsWith('-') ? 'push' : first === 'save' ? 'push' : first;
  const table = TABLES[verb];
  if (!table)
    throw new GitExit(
      `fatal: subcommand wasn't specified; 'push' can't be assumed due to unexpected token '${verb}'`,
      128,
    );
  const words = verb === first || first === 'save' ? rest : args;
  const options = parseOptions('stash', words, table, usage);
  switch (verb) {
    case 'push':
      return push(session, options);
    case 'list':
      return list(session);
    case 'show':
      return show(session, options);
    case 'drop':
      return drop(session, options);
    case 'clear':
      session.repository.refs.remove(REF);
      return 0;
    default:
      return bring(session, options, verb === 'pop');
  }
}

export const stash: Command = {
  name: 'stash',
  summary: 'Stash the changes in a dirty working directory away',
  usage,
  needs: 'work-tree',
  run,
};
