import { commitSummary } from '../changes/commit-summary.ts';
import { stagedChanges } from '../changes/status.ts';
import { statusText, untrackedMode } from '../changes/status-text.ts';
import { cleanMessage } from '../commit-message.ts';
import { fatal, GitExit } from '../git-error.ts';
import { readCommit, serializeCommit, subjectOf, type Commit } from '../objects/commit.ts';
import { writeTree } from '../objects/tree.ts';
import { parseOptions, usageText, type Options } from '../options.ts';
import { tryResolveCommit } from '../revisions.ts';
import type { Session } from '../session.ts';
import { forceTree } from '../worktree/switch-trees.ts';
import { applyMerge } from './apply-merge.ts';
import { mergeTrees } from './merge-trees.ts';

/** The two commands that bring one commit's change to where one is: as it is, or turned round. */
export interface Picking {
  readonly command: 'cherry-pick' | 'revert';
  /** The file of `.git` that names the commit while its conflicts are open. */
  readonly head: 'CHERRY_PICK_HEAD' | 'REVERT_HEAD';
  readonly usage: readonly string[];
  readonly reverse: boolean;
}

const TABLE = {
  '-n, --no-commit': 'flag',
  '-e, --edit': 'flag',
  '-x': 'flag',
  '-m, --mainline': 'value',
  '--allow-empty': 'flag',
  '--continue': 'flag',
  '--abort': 'flag',
  '--skip': 'flag',
  '--quit': 'flag',
} as const;

/** Applies one commit to where one is. */
export function pickCommits(session: Session, args: readonly string[], picking: Picking): number {
  const { repository } = session;
  const options = parseOptions(picking.command, args, TABLE, picking.usage);
  if (options.has('continue')) return proceed(session, picking);
  if (options.has('abort') || options.has('skip')) {
    return abandon(session, picking, options.has('skip'));
  }
  if (options.has('quit')) {
    repository.removeNotes(picking.head, 'MERGE_MSG');
    return 0;
  }
  if (options.all.length === 0) throw new GitExit(usageText(picking.usage), 129);
  if (options.all.some((name) => name.includes('..'))) {
    throw fatal(`the lab edition of git ${picking.command} takes commits, not ranges`);
  }
  const commits = options.all.map((name) => {
    const oid = tryResolveCommit(repository, name);
    if (oid === undefined) throw fatal(`bad revision '${name}'`);
    return oid;
  });
  if (commits.length > 1)
    throw fatal(`the lab edition of git ${picking.command} takes one commit at a time`);
  refuseDirty(session, picking, options);
  const [oid = ''] = commits;
  return pickOne(session, oid, picking, options);
}

function refuseDirty(session: Session, picking: Picking, options: Options): void {
  const { repository } = session;
  const index = repository.readIndex();
  if (index.unmerged().length > 0) {
    throw new GitExit(
      `error: ${picking.reverse ? 'Reverting' : 'Cherry-picking'} is not possible because you have unmerged files.\n` +
        "hint: Fix them up in the work tree, and then use 'git add/rm <file>'\n" +
        'hint: as appropriate to mark resolution and make a commit.\n' +
        `fatal: ${picking.command} failed`,
      128,
    );
  }
  if (options.has('no-commit')) return;
  if (stagedChanges(repository, index, repository.filesAt(repository.head()), false).length > 0) {
    throw new GitExit(
      `error: your local changes would be overwritten by ${picking.command}.\n` +
        `hint: commit your changes or stash them to proceed.\nfatal: ${picking.command} failed`,
      128,
    );
  }
}

/** The parent whose difference from the commit is the change. */
function parentOf(commit: Commit, oid: string, options: Options): string | undefined {
  const asked = options.value('mainline');
  if (commit.parents.length < 2) {
    if (asked !== undefined && asked !== '1') {
      throw new GitExit(
        `error: mainline was specified but commit ${oid} is not a merge.\nfatal: pick failed`,
        128,
      );
    }
    return commit.parents[0];
  }
  const parent = asked === undefined ? undefined : commit.parents[Number(asked) - 1];
  if (asked === undefined) {
    throw new GitExit(
      `error: commit ${oid} is a merge but no -m option was given.\nfatal: pick failed`,
      128,
    );
  }
  if (parent === undefined) {
    throw new GitExit(
      `error: commit ${oid} does not have parent ${asked}\nfatal: pick failed`,
      128,
    );
  }
  return parent;
}

function messageFor(commit: Commit, oid: string, picking: Picking, options: Options): string {
  if (!picking.reverse) {
    return options.has('x')
      ? `${commit.message.trimEnd()}\n\n(cherry picked from commit ${oid})\n`
      : commit.message;
  }
  const merged =
    commit.parents.length > 1
      ? `, reversing\nchanges made to ${commit.parents[Number(options.value('mainline')) - 1] ?? ''}`
      : '';
  return `Revert "${subjectOf(commit.message)}"\n\nThis reverts commit ${oid}${merged}.\n`;
}

function pickOne(session: Session, oid: string, picking: Picking, options: Options): number {
  const { repository } = session;
  const { store } = repository;
  const commit = readCommit(store, oid);
  let parent;
  try {
    parent = parentOf(commit, oid, options);
  } catch (error) {
    if (error instanceof GitExit)
      throw new GitExit(
        error.message.replace('pick failed', `${picking.command} failed`),
        error.code,
      );
    throw error;
  }
  const head = repository.head();
  const index = repository.readIndex();
  const ours = options.has('no-commit') ? new Map(index.files()) : repository.filesAt(head);
  const before = repository.filesAt(parent);
  const after = repository.filesAt(oid);
  const short = `${store.abbreviate(oid)} (${subjectOf(commit.message)})`;
  const merged = mergeTrees(
    store,
    picking.reverse ? after : before,
    ours,
    picking.reverse ? before : after,
    {
      ours: 'HEAD',
      theirs: picking.reverse ? `parent of ${short}` : short,
    },
  );
  const message = messageFor(commit, oid, picking, options);
  try {
    applyMerge(repository, index, ours, merged, session.env);
  } catch (error) {
    if (error instanceof GitExit)
      throw new GitExit(`${error.message}\nfatal: ${picking.command} failed`, 128);
    throw error;
  }
  repository.writeIndex(index);
  session.out(merged.messages.map((line) => `${line}\n`).join(''));
  const conflicts = [...new Set(merged.conflicts.map(({ path }) => path))];
  if (conflicts.length > 0) {
    if (picking.reverse || !options.has('no-commit'))
      repository.refs.writeSpecial(picking.head, oid);
    repository.writeNote(
      'MERGE_MSG',
      `${message}\n# Conflicts:\n${conflicts.map((path) => `#\t${path}\n`).join('')}`,
    );
    session.error(
      `error: could not ${picking.reverse ? 'revert' : 'apply'} ${store.abbreviate(oid)}... ${subjectOf(commit.message)}\n` +
        'hint: After resolving the conflicts, mark them with\n' +
        'hint: "git add/rm <pathspec>", then run\n' +
        `hint: "git ${picking.command} --continue".\n` +
        `hint: You can instead skip this commit with "git ${picking.command} --skip".\n` +
        `hint: To abort and get back to the state before "git ${picking.command}",\n` +
        `hint: run "git ${picking.command} --abort".\n`,
    );
    return 1;
  }
  if (options.has('no-commit')) {
    if (picking.reverse) repository.refs.writeSpecial(picking.head, oid);
    repository.writeNote('MERGE_MSG', message);
    return 0;
  }
  return record(
    session,
    picking,
    message,
    picking.reverse ? undefined : commit,
    options.has('allow-empty'),
    oid,
    true,
  );
}

const EMPTY_PICK = `The previous cherry-pick is now empty, possibly due to conflict resolution.
If you wish to commit it anyway, use:

    git commit --allow-empty

Otherwise, please use 'git cherry-pick --skip'
`;

/** Commits what is staged; the author of a picked commit stays its author. */
function record(
  session: Session,
  picking: Picking,
  message: string,
  picked: Commit | undefined,
  emptyToo: boolean,
  source: string,
  dated: boolean,
): number {
  const { repository } = session;
  const { store, refs } = repository;
  const head = repository.head();
  const tree = writeTree(store, repository.readIndex().files());
  if (head !== undefined && !emptyToo && tree === readCommit(store, head).tree) {
    if (!picking.reverse && picked) {
      repository.writeNote('MERGE_MSG', message);
      repository.refs.writeSpecial(picking.head, source);
      session.error(EMPTY_PICK);
    }
    const index = repository.readIndex();
    session.out(statusText(session, index, { untracked: untrackedMode(session, undefined) }).text);
    return 1;
  }
  const commit: Commit = {
    tree,
    parents: head === undefined ? [] : [head],
    author: picked?.author ?? session.author(),
    committer: session.committer(),
    message: cleanMessage(message, 'strip'),
  };
  const oid = store.write('commit', serializeCommit(commit));
  refs.update('HEAD', oid, `${picking.command}: ${subjectOf(commit.message)}`);
  repository.removeNotes(picking.head, 'MERGE_MSG');
  session.out(
    commitSummary(session, oid, commit, {
      showDate: dated,
      isFirst: head === undefined,
    }),
  );
  return 0;
}

function proceed(session: Session, picking: Picking): number {
  const { repository } = session;
  const oid = repository.note(picking.head)?.trim();
  if (oid === undefined)
    throw new GitExit(
      `error: no cherry-pick or revert in progress\nfatal: ${picking.command} failed`,
      128,
    );
  const index = repository.readIndex();
  if (index.unmerged().length > 0) {
    throw new GitExit(
      'error: Committing is not possible because you have unmerged files.\nfatal: Exiting because of an unresolved conflict.',
      128,
    );
  }
  const picked = readCommit(repository.store, oid);
  const message = repository.note('MERGE_MSG') ?? picked.message;
  return record(
    session,
    picking,
    message,
    picking.reverse ? undefined : picked,
    false,
    oid,
    !picking.reverse,
  );
}

function abandon(session: Session, picking: Picking, skip: boolean): number {
  const { repository } = session;
  const head = repository.head();
  if (repository.note(picking.head) === undefined || head === undefined) {
    throw new GitExit(
      `error: no ${skip ? picking.command : 'cherry-pick or revert'} in progress\nfatal: ${picking.command} failed`,
      128,
    );
  }
  const index = repository.readIndex();
  forceTree(repository, index, repository.filesAt(head));
  repository.writeIndex(index);
  repository.refs.update('HEAD', head, `reset: moving to ${head}`);
  repository.removeNotes(picking.head, 'MERGE_MSG');
  return 0;
}
