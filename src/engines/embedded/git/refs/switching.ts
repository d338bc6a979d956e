import { stagedChanges, worktreeChanges } from '../changes/status.ts';
import { trackingLines } from '../changes/tracking.ts';
import { fatal, GitExit } from '../git-error.ts';
import { reachableFrom } from '../history/reachable.ts';
import { readCommit, subjectOf } from '../objects/commit.ts';
import { peel } from '../objects/tag.ts';
import type { Repository } from '../repository.ts';
import { fullRef, previousBranch, tryResolveCommit, unknownRevision } from '../revisions.ts';
import type { Session } from '../session.ts';
import { comparePaths, counted } from '../text.ts';
import { quotePath } from '../quote-path.ts';
import { forceTree, switchTrees } from '../worktree/switch-trees.ts';
import { followStart, remoteBranchesNamed } from '../remotes/upstream.ts';
import { isValidBranchName, shortRef } from './ref-name.ts';

export interface SwitchOptions {
  readonly quiet?: boolean;
  readonly force?: boolean;
  readonly detach?: boolean;
  /** `-B`: move the branch if it is there. */
  readonly reset?: boolean;
  /** Begin a branch without history. */
  readonly orphan?: boolean;
  /** `git switch`: only a branch will do. */
  readonly branchOnly?: boolean;
  /** `git switch` says it in other words, and begins an orphan without files. */
  readonly bySwitch?: boolean;
  /** `--track`, `--no-track`: whether a new branch follows what it began from. */
  readonly track?: boolean | undefined;
}

/** The commit that a name of a branch, tag or commit stands for; `-` is the branch before. */
export function switchTarget({ repository }: Session, name: string): string | undefined {
  const asked = name === '-' ? previousBranch(repository, 1) : name;
  return asked === undefined ? undefined : tryResolveCommit(repository, asked);
}

const oneLine = (repository: Repository, oid: string): string =>
  `${repository.store.abbreviate(oid)} ${subjectOf(readCommit(repository.store, oid).message)}`;

const nameOfHead = ({ refs }: Repository): string =>
  refs.currentBranch() ?? refs.read('HEAD') ?? '';

/** Moves files to a commit, by force or keeping local changes. */
function moveFiles(session: Session, to: string, force: boolean): void {
  const { repository } = session;
  const index = repository.readIndex();
  if (force) forceTree(repository, index, repository.filesAt(to));
  else {
    const unmerged = index.unmerged();
    if (unmerged.length > 0) {
      session.out(unmerged.map((path) => `${path}: needs merge\n`).join(''));
      throw new GitExit('error: you need to resolve your current index first', 1);
    }
    switchTrees(
      repository,
      index,
      repository.filesAt(repository.head()),
      repository.filesAt(to),
      session.env,
    );
  }
  repository.writeIndex(index);
}

/** `M\tfile` for each local change that was carried along. */
function tellLocalChanges(session: Session): void {
  const { repository } = session;
  const index = repository.readIndex();
  const states = new Map<string, string>();
  for (const { path, status } of stagedChanges(
    repository,
    index,
    repository.filesAt(repository.head()),
    false,
  )) {
    states.set(path, status);
  }
  for (const { path, status } of worktreeChanges(repository, index)) {
    const staged = states.get(path);
    // What was only ever staged and is gone from the work tree is no change against HEAD.
    if (status === 'D' && staged === 'A') states.delete(path);
    else states.set(path, status === 'D' ? 'D' : (staged ?? status));
  }
  for (const [path, status] of [...states].sort(([a], [b]) => comparePaths(a, b))) {
    session.out(`${status}\t${quotePath(path)}\n`);
  }
}

const DETACHED_ADVICE = `You are in 'detached HEAD' state. You can look around, make experimental
changes and commit them, and you can discard any commits you make in this
state without impacting any branches by switching back to a branch.

If you want to create a new branch to retain commits you create, you may
do so (now or later) by using -c with the switch command. Example:

  git switch -c <new-branch-name>

Or undo this operation with:

  git switch -

Turn off this advice by setting config variable advice.detachedHead to false

`;

/** What git says of a HEAD that comes to stand on no branch. */
export const detachedNote = (name: string): string =>
  `Note: switching to '${name}'.\n\n${DETACHED_ADVICE}`;

/** Tells what a detached HEAD leaves behind. */
function tellLeft(session: Session, left: string, arrived: string | undefined): void {
  const { repository } = session;
  const { refs, store } = repository;
  const tips = refs
    .list('refs/')
    .map(([, oid]) => peel(store, oid))
    .filter((oid) => store.read(oid).type === 'commit');
  const kept = reachableFrom(repository, [...tips, ...(arrived === undefined ? [] : [arrived])]);
  const lost = [...reachableFrom(repository, [left])].filter((oid) => !kept.has(oid));
  if (lost.length === 0) {
    session.error(`Previous HEAD position was ${oneLine(repository, left)}\n`);
    return;
  }
  lost.sort((a, b) => readCommit(store, b).committer.time - readCommit(store, a).committer.time);
  const shown = lost
    .slice(0, 4)
    .map((oid) => `  ${oneLine(repository, oid)}\n`)
    .join('');
  const more = lost.length > 4 ? ` ... and ${lost.length - 4} more.\n` : '';
  const it = lost.length === 1 ? 'it' : 'them';
  session.error(
    `Warning: you are leaving ${counted(lost.length, 'commit')} behind, not connected to\nany of your branches:\n\n${shown}${more}\n` +
      `If you want to keep ${it} by creating a new branch, this may be a good time\nto do so with:\n\n` +
      ` git branch <new-branch-name> ${store.abbreviate(left)}\n\n`,
  );
}

/** `git switch` does not leave a merge or a pick half done. */
function refuseUnfinished(repository: Repository): void {
  const unfinished = [
    ['MERGE_HEAD', 'merging', 'merge'],
    ['CHERRY_PICK_HEAD', 'cherry-picking', 'cherry-pick'],
    ['REVERT_HEAD', 'reverting', 'revert'],
  ] as const;
  for (const [note, doing, command] of unfinished) {
    if (repository.note(note) === undefined) continue;
    throw fatal(
      `cannot switch branch while ${doing}\nConsider "git ${command} --quit" or "git worktree add".`,
    );
  }
}

/** Switches to a branch, or detaches HEAD at a commit; without a name only brings local changes to mind. */
export function goTo(session: Session, name: string | undefined, options: SwitchOptions): number {
  const { repository } = session;
  const { refs } = repository;
  const { quiet = false, force = false } = options;
  if (name === undefined) {
    const head = repository.head();
    if (head === undefined) throw fatal('You are on a branch yet to be born');
    moveFiles(session, head, force);
    if (!quiet && !force) tellLocalChanges(session);
    if (!quiet) session.out(trackingLines(repository));
    return 0;
  }
  if (name === '-' && previousBranch(repository, 1) === undefined)
    throw fatal('invalid reference: @{-1}');
  const at = /^@\{-(\d+)\}$/.exec(name);
  const asked =
    name === '-'
      ? (previousBranch(repository, 1) ?? '')
      : at
        ? (previousBranch(repository, Number(at[1])) ?? name)
        : name;
  const isBranch = !options.detach && refs.read(`refs/heads/${asked}`) !== undefined;
  const target = isBranch ? refs.read(`refs/heads/${asked}`) : tryResolveCommit(repository, asked);
  if (target === undefined)
    throw options.branchOnly ? fatal(`invalid reference: ${name}`) : unknownRevision(name);
  if (options.branchOnly && !force) refuseUnfinished(repository);
  const left = repository.head();
  const wasDetached = refs.currentBranch() === undefined;
  const was = nameOfHead(repository);
  const already = isBranch && refs.currentBranch() === asked;
  moveFiles(session, target, force);
  const reason = `checkout: moving from ${was} to ${asked}`;
  if (isBranch) refs.setHead({ branch: asked }, reason);
  else refs.setHead({ oid: target }, reason);
  if (force) repository.removeNotes('MERGE_HEAD', 'MERGE_MSG', 'MERGE_MODE');
  if (quiet) return 0;
  if (!force) tellLocalChanges(session);
  if (wasDetached && left !== undefined && left !== target) tellLeft(session, left, target);
  if (!isBranch) {
    const advised =
      session.config.flag('advice.detachedhead', true) && !wasDetached && !options.detach;
    if (advised) session.error(detachedNote(asked));
    session.error(`HEAD is now at ${oneLine(repository, target)}\n`);
    return 0;
  }
  session.error(already ? `Already on '${asked}'\n` : `Switched to branch '${asked}'\n`);
  session.out(trackingLines(repository).replace(/\n\n$/, '\n'));
  return 0;
}

const SEVERAL_REMOTES = `hint: If you meant to check out a remote tracking branch on, e.g. 'origin',
hint: you can do so by fully qualifying the name with the --track option:
hint: 
hint:     git checkout --track origin/<name>
hint: 
hint: If you'd like to always have checkouts of an ambiguous <name> prefer
hint: one remote, e.g. the 'origin' remote, consider setting
hint: checkout.defaultRemote=origin in your config.
`;

/**
 * The branch that `git switch topic` begins when only a remote has a `topic`: its name and where it begins.
 *
 * @throws GitExit when several remotes have one.
 */
export function guessedStart(
  session: Session,
  name: string,
): { readonly branch: string; readonly start: string } | undefined {
  const found = remoteBranchesNamed(session.repository, name);
  const [only] = found;
  if (only === undefined) return undefined;
  if (found.length === 1) return { branch: name, start: shortRef(only) };
  session.error(SEVERAL_REMOTES);
  throw fatal(`'${name}' matched multiple (${found.length}) remote tracking branches`);
}

/** The name that `--track origin/topic` gives to the new branch. @throws GitExit when it gives none. */
export function nameToTrack(start: string): string {
  const name = /^(?:refs\/)?(?:remotes\/)?[^/]+\/(.+)$/.exec(start)?.[1];
  if (name === undefined) throw fatal('missing branch name; try -c');
  return name;
}

const notACommit = (name: string, branch: string, { bySwitch }: SwitchOptions): GitExit =>
  fatal(
    bySwitch
      ? `invalid reference: ${name}`
      : `'${name}' is not a commit and a branch '${branch}' cannot be created from it`,
  );

/** `checkout -b`, `switch -c` and their kin. */
export function startBranch(
  session: Session,
  branch: string,
  start: string | undefined,
  options: SwitchOptions,
): number {
  const { repository } = session;
  const { refs } = repository;
  if (!isValidBranchName(branch)) throw fatal(`'${branch}' is not a valid branch name`);
  if (options.bySwitch && !options.force) refuseUnfinished(repository);
  const ref = `refs/heads/${branch}`;
  const there = refs.read(ref) !== undefined;
  if (there && !options.reset) throw fatal(`a branch named '${branch}' already exists`);
  const from = start === '-' ? previousBranch(repository, 1) : start;
  const was = nameOfHead(repository);
  const left = repository.head();
  const wasDetached = refs.currentBranch() === undefined;
  if (options.orphan) {
    if (from !== undefined) {
      const target = tryResolveCommit(repository, from);
      if (target === undefined) throw notACommit(from, branch, options);
      moveFiles(session, target, false);
    }
    if (options.bySwitch) {
      if (from !== undefined) throw fatal(`'--orphan' cannot take <start-point>`);
      const index = repository.readIndex();
      switchTrees(repository, index, repository.filesAt(left), new Map(), session.env);
      repository.writeIndex(index);
    }
    if (wasDetached && left !== undefined && !options.quiet) tellLeft(session, left, undefined);
    refs.setHead({ branch }, '');
    if (!options.quiet) session.error(`Switched to a new branch '${branch}'\n`);
    return 0;
  }
  const target = from === undefined ? left : tryResolveCommit(repository, from);
  if (target === undefined) {
    if (from !== undefined) throw notACommit(from, branch, options);
    refs.setHead({ branch }, '');
    if (!options.quiet) session.error(`Switched to a new branch '${branch}'\n`);
    return 0;
  }
  const already = refs.currentBranch() === branch;
  if (from !== undefined) moveFiles(session, target, options.force ?? false);
  const named = from === undefined ? 'HEAD' : from;
  refs.update(ref, target, there ? `branch: Reset to ${named}` : `branch: Created from ${named}`);
  refs.setHead({ branch }, `checkout: moving from ${was} to ${branch}`);
  const quiet = options.quiet ?? false;
  if (from !== undefined && !options.force && !quiet) tellLocalChanges(session);
  const began = from === undefined ? refs.symbolic('HEAD') : fullRef(repository, from);
  if (from !== undefined || options.track) {
    followStart(session, branch, began, options.track, quiet);
  }
  if (quiet) return 0;
  if (wasDetached && left !== undefined && left !== target && !already)
    tellLeft(session, left, target);
  session.error(
    there
      ? already
        ? `Reset branch '${branch}'\n`
        : `Switched to and reset branch '${branch}'\n`
      : `Switched to a new branch '${branch}'\n`,
  );
  return 0;
}
