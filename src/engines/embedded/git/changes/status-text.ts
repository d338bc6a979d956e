import { painter, type Paint } from '../colours.ts';
import { fatal } from '../git-error.ts';
import { fromPrefix, quotePath } from '../quote-path.ts';
import { detachedLabel } from '../refs/detached.ts';
import type { Commit } from '../objects/commit.ts';
import type { Repository } from '../repository.ts';
import type { Session } from '../session.ts';
import type { Index } from '../staging/index-file.ts';
import { IgnoreRules } from '../worktree/ignore-rules.ts';
import type { Pathspec } from '../worktree/pathspec.ts';
import type { Change } from './change.ts';
import { CONFLICTS, readWorkingState, type WorkingState } from './status.ts';
import { trackingLines } from './tracking.ts';

export type UntrackedMode = 'no' | 'normal' | 'all';

/** The mode by `-u` or `status.showUntrackedFiles`. @throws GitExit on another word. */
export function untrackedMode(session: Session, asked: string | undefined): UntrackedMode {
  const mode =
    asked === '' ? 'all' : (asked ?? session.config.get('status.showuntrackedfiles') ?? 'normal');
  if (mode === 'no' || mode === 'normal' || mode === 'all') return mode;
  throw fatal(`Invalid untracked files mode '${mode}'`);
}

export interface StatusOptions {
  readonly untracked: UntrackedMode;
  readonly ignored?: boolean;
  readonly pathspec?: Pathspec;
  /** The commit that is being amended: changes are told against its parent. */
  readonly amending?: Commit;
  /** As `git commit` tells it, not `git status`. */
  readonly committing?: boolean;
  readonly colours?: boolean;
}

const LABELS: Record<Change['status'], string> = {
  A: 'new file:',
  D: 'deleted:',
  M: 'modified:',
  T: 'typechange:',
  R: 'renamed:',
  U: 'unmerged:',
};

const WIDTH = 12;
const CONFLICT_WIDTH = 17;

/** Shows a path from where the learner stands. */
export function pathShower(session: Session): (path: string) => string {
  const { prefix } = session;
  const all = session.config.flag('core.quotepath', true);
  const relative = session.config.flag('status.relativepaths', true);
  return (path) => quotePath(relative ? fromPrefix(path, prefix) : path, all);
}

function section(title: string, hints: readonly string[], lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `${title}\n${hints.map((hint) => `  (${hint})\n`).join('')}${lines.map((line) => `\t${line}\n`).join('')}\n`;
}

function mergeState(repository: Repository, state: WorkingState): string {
  const open = state.conflicts.length > 0;
  if (repository.note('MERGE_HEAD') !== undefined) {
    return open
      ? 'You have unmerged paths.\n  (fix conflicts and run "git commit")\n  (use "git merge --abort" to abort the merge)\n\n'
      : 'All conflicts fixed but you are still merging.\n  (use "git commit" to conclude merge)\n\n';
  }
  const picking = repository.note('CHERRY_PICK_HEAD');
  const oid = (picking ?? repository.note('REVERT_HEAD'))?.trim();
  if (oid === undefined) return '';
  const [command, doing, undone] =
    picking === undefined
      ? (['revert', 'reverting', 'revert'] as const)
      : (['cherry-pick', 'cherry-picking', 'cherry-pick'] as const);
  return (
    `You are currently ${doing} commit ${repository.store.abbreviate(oid)}.\n` +
    `  (${open ? 'fix conflicts and run' : 'all conflicts fixed: run'} "git ${command} --continue")\n` +
    `  (use "git ${command} --skip" to skip this patch)\n` +
    `  (use "git ${command} --abort" to cancel the ${undone} operation)\n\n`
  );
}

/** The long form of `git status`. */
export function statusText(
  session: Session,
  index: Index,
  options: StatusOptions,
): { text: string; state: WorkingState } {
  const { repository } = session;
  const paint = painter(options.colours ?? false);
  const show = pathShower(session);
  const state = readWorkingState(repository, index, {
    untracked: options.untracked,
    ignored: options.ignored ?? false,
    ...(options.amending ? { base: options.amending.parents[0] ?? null } : {}),
    rules: new IgnoreRules(repository, session.env),
    ...(options.pathspec ? { pathspec: options.pathspec } : {}),
  });
  let text = headLine(session, paint) + trackingLines(repository);
  text += mergeState(repository, state);
  const { head } = state;
  if (head === undefined || options.amending?.parents.length === 0)
    text += options.committing ? '\nInitial commit\n\n' : '\nNo commits yet\n\n';
  const unstage =
    head === undefined
      ? 'use "git rm --cached <file>..." to unstage'
      : options.amending
        ? 'use "git restore --source=HEAD^1 --staged <file>..." to unstage'
        : 'use "git restore --staged <file>..." to unstage';
  const line = (change: Change) => {
    const name =
      change.status === 'R' ? `${show(change.before)} -> ${show(change.path)}` : show(change.path);
    return `${LABELS[change.status].padEnd(WIDTH)}${name}`;
  };
  const merging = ['MERGE_HEAD', 'CHERRY_PICK_HEAD'].some(
    (name) => repository.note(name) !== undefined,
  );
  text += section(
    'Changes to be committed:',
    merging ? [] : [unstage],
    state.staged.map((change) => paint('green', line(change))),
  );
  if (state.conflicts.length > 0)
    text += conflictSection(
      state,
      show,
      paint,
      head === undefined || merging ? undefined : unstage,
    );
  const gone = state.unstaged.some(({ status }) => status === 'D');
  text += section(
    'Changes not staged for commit:',
    [
      `use "git add${gone ? '/rm' : ''} <file>..." to update what will be committed`,
      'use "git restore <file>..." to discard changes in working directory',
    ],
    state.unstaged.map((change) => paint('red', line(change))),
  );
  text += section(
    'Untracked files:',
    ['use "git add <file>..." to include in what will be committed'],
    state.untracked.map((path) => paint('red', show(path))),
  );
  text += section(
    'Ignored files:',
    ['use "git add -f <file>..." to include in what will be committed'],
    state.ignored.map((path) => paint('red', show(path))),
  );
  return { text: text + closing(state, options), state };
}

function headLine(session: Session, paint: Paint): string {
  const { refs } = session.repository;
  const branch = refs.currentBranch();
  if (branch !== undefined) return `On branch ${branch}\n`;
  const label = detachedLabel(session.repository);
  if (label === undefined) return `${paint('red', 'Not currently on any branch.')}\n`;
  const cut = label.lastIndexOf(' ') + 1;
  return `${paint('red', label.slice(0, cut))}${label.slice(cut)}\n`;
}

function conflictSection(
  state: WorkingState,
  show: (path: string) => string,
  paint: Paint,
  unstage: string | undefined,
): string {
  const deleted = state.conflicts.some(([, stages]) => stages !== 6 && stages !== 7);
  return section(
    'Unmerged paths:',
    [
      ...(unstage === undefined ? [] : [unstage]),
      deleted
        ? 'use "git add/rm <file>..." as appropriate to mark resolution'
        : 'use "git add <file>..." to mark resolution',
    ],
    state.conflicts.map(([path, stages]) =>
      paint('red', `${(CONFLICTS[stages]?.label ?? '').padEnd(CONFLICT_WIDTH)}${show(path)}`),
    ),
  );
}

function closing(state: WorkingState, options: StatusOptions): string {
  if (state.staged.length > 0) {
    return options.untracked === 'no'
      ? 'Untracked files not listed (use -u option to show untracked files)\n'
      : '';
  }
  if (options.amending) return 'No changes\n';
  if (state.unstaged.length > 0 || state.conflicts.length > 0) {
    return 'no changes added to commit (use "git add" and/or "git commit -a")\n';
  }
  if (state.untracked.length > 0) {
    return 'nothing added to commit but untracked files present (use "git add" to track)\n';
  }
  if (state.head === undefined)
    return 'nothing to commit (create/copy files and use "git add" to track)\n';
  if (options.untracked === 'no') return 'nothing to commit (use -u to show untracked files)\n';
  return 'nothing to commit, working tree clean\n';
}
