import { painter } from '../colours.ts';
import type { Command } from '../command.ts';
import { GitExit } from '../git-error.ts';
import { parseOptions } from '../options.ts';
import { quotePath } from '../quote-path.ts';
import type { Session } from '../session.ts';
import { CONFLICTS, readWorkingState, refreshIndex, type WorkingState } from '../changes/status.ts';
import { pathShower, statusText, untrackedMode } from '../changes/status-text.ts';
import { trackingOf } from '../changes/tracking.ts';
import { comparePaths } from '../text.ts';
import { IgnoreRules } from '../worktree/ignore-rules.ts';
import { Pathspec } from '../worktree/pathspec.ts';

const usage = ['git status [<options>] [--] [<pathspec>...]'];

const TABLE = {
  '-s, --short': 'flag',
  '-b, --branch': 'flag',
  '-z': 'flag',
  '-u, --untracked-files': 'optional',
  '--long': 'flag',
  '--porcelain': 'optional',
  '--ignored': 'optional',
} as const;

interface Row {
  readonly x: string;
  readonly y: string;
  readonly path: string;
  readonly before?: string;
}

/** Two letters per path: index against HEAD, work tree against index. */
function rowsOf(state: WorkingState): Row[] {
  const rows = new Map<string, Row>();
  for (const { status, path, before } of state.staged) {
    rows.set(path, { x: status, y: ' ', path, ...(status === 'R' ? { before } : {}) });
  }
  for (const { status, path } of state.unstaged) {
    rows.set(path, { ...(rows.get(path) ?? { x: ' ', path }), y: status });
  }
  for (const [path, stages] of state.conflicts) {
    const { code = 'UU' } = CONFLICTS[stages] ?? {};
    rows.set(path, { x: code.charAt(0), y: code.charAt(1), path });
  }
  return [
    ...[...rows.values()].sort((a, b) => comparePaths(a.path, b.path)),
    ...state.untracked.map((path) => ({ x: '?', y: '?', path })),
    ...state.ignored.map((path) => ({ x: '!', y: '!', path })),
  ];
}

function branchLine(session: Session, colours: boolean): string {
  const paint = painter(colours);
  const { repository } = session;
  const branch = repository.refs.currentBranch();
  if (branch === undefined) return `## ${paint('red', 'HEAD (no branch)')}`;
  const fresh = repository.head() === undefined ? 'No commits yet on ' : '';
  const tracking = trackingOf(repository, branch);
  let text = `## ${fresh}${paint('green', branch)}`;
  if (!tracking) return text;
  const { upstream, gone, ahead, behind } = tracking;
  text += `...${paint('red', upstream)}`;
  const parts = [
    ...(ahead > 0 ? [`ahead ${paint('green', String(ahead))}`] : []),
    ...(behind > 0 ? [`behind ${paint('red', String(behind))}`] : []),
  ];
  if (gone) return `${text} [gone]`;
  return parts.length === 0 ? text : `${text} [${parts.join(', ')}]`;
}

function shortText(
  session: Session,
  state: WorkingState,
  options: { branch: boolean; zero: boolean; relative: boolean; colours: boolean },
): string {
  const paint = painter(options.colours);
  const quoteAll = session.config.flag('core.quotepath', true);
  const shower = options.relative
    ? pathShower(session)
    : (path: string) => quotePath(path, quoteAll);
  // In this form, and no other, git also quotes a path with a space in it.
  const show = (path: string) => {
    const shown = shower(path);
    return shown.includes(' ') && !shown.startsWith('"') ? `"${shown}"` : shown;
  };
  const end = options.zero ? '\0' : '\n';
  const lines = rowsOf(state).map(({ x, y, path, before }) => {
    const unknown = x === '?' || x === '!';
    const conflict = !unknown && state.conflicts.some(([each]) => each === path);
    const letters =
      unknown || conflict
        ? paint('red', x + y)
        : (x === ' ' ? x : paint('green', x)) + (y === ' ' ? y : paint('red', y));
    if (options.zero)
      return `${letters} ${path}${end}${before === undefined ? '' : `${before}${end}`}`;
    return `${letters} ${before === undefined ? '' : `${show(before)} -> `}${show(path)}${end}`;
  });
  return (options.branch ? `${branchLine(session, options.colours)}${end}` : '') + lines.join('');
}

function run(session: Session, args: readonly string[]): number {
  const { repository } = session;
  const options = parseOptions('status', args, TABLE, usage);
  const index = repository.readIndex();
  if (refreshIndex(repository, index)) repository.writeIndex(index);
  const untracked = untrackedMode(session, options.value('untracked-files'));
  const ignoredMode = options.value('ignored') ?? '';
  if (!/^(?:|traditional|no)$/.test(ignoredMode)) {
    throw new GitExit(`fatal: the lab edition of git status has no --ignored=${ignoredMode}`, 128);
  }
  const ignored = options.has('ignored') && ignoredMode !== 'no';
  const pathspec = new Pathspec(repository, session.cwd, options.all);
  const porcelain = options.has('porcelain');
  if (porcelain && !/^(?:|v1|1)$/.test(options.value('porcelain') ?? '')) {
    throw new GitExit(
      'fatal: the lab edition of git status has only version 1 of --porcelain',
      128,
    );
  }
  const colours = !porcelain && session.colours('status');
  const scope = pathspec.isEmpty ? {} : { pathspec };
  const short =
    options.has('short') || (session.config.flag('status.short', false) && !options.has('long'));
  if (short || porcelain || options.has('z')) {
    const state = readWorkingState(repository, index, {
      untracked,
      ignored,
      rules: new IgnoreRules(repository, session.env),
      ...scope,
    });
    const branch =
      options.has('branch') || (!porcelain && session.config.flag('status.branch', false));
    session.out(
      shortText(session, state, { branch, zero: options.has('z'), relative: !porcelain, colours }),
    );
  } else {
    session.out(statusText(session, index, { untracked, ignored, colours, ...scope }).text);
  }
  return 0;
}

export const status: Command = {
  name: 'status',
  summary: 'Show the working tree status',
  usage,
  needs: 'work-tree',
  run,
};
