import { painter } from '../colours.ts';
import type { Command } from '../command.ts';
import { parseApproxDate } from '../dates.ts';
import { fatal, GitExit } from '../git-error.ts';
import { readDecorations } from '../history/decorations.ts';
import { followFile } from '../history/follow.ts';
import { GraphDrawer } from '../history/graph.ts';
import {
  formatCommit,
  parseFormat,
  type PrettyFormat,
  type PrettyStyle,
} from '../history/pretty.ts';
import { parseRange, type Range } from '../history/range.ts';
import { walkHistory, type WalkedCommit } from '../history/walk.ts';
import { parseOptions, type Options } from '../options.ts';
import type { Session } from '../session.ts';
import type { Change } from '../changes/change.ts';
import { compareFiles } from '../changes/compare-files.ts';
import {
  arrangeChanges,
  asksForDiff,
  colourOption,
  DIFF_TABLE,
  formatChanges,
} from '../changes/diff-output.ts';
import { contentsIn } from '../changes/status.ts';
import { toText } from '../text.ts';
import { Pathspec } from '../worktree/pathspec.ts';

const usage = ['git log [<options>] [<revision-range>] [[--] <path>...]'];

export const PRETTY_TABLE = {
  '--oneline': 'flag',
  '--format': 'value',
  '--pretty': 'optional',
  '--abbrev-commit': 'flag',
  '--date': 'value',
  '--relative-date': 'flag',
  '--decorate': 'optional',
} as const;

export const LOG_TABLE = {
  ...DIFF_TABLE,
  ...PRETTY_TABLE,
  '-n, --max-count': 'value',
  '--skip': 'value',
  '--all': 'flag',
  '--branches': 'flag',
  '--tags': 'flag',
  '--graph': 'flag',
  '--reverse': 'flag',
  '--first-parent': 'flag',
  '--merges': 'flag',
  '--no-merges': 'flag',
  '--topo-order': 'flag',
  '--date-order': 'flag',
  '--author': 'value',
  '--committer': 'value',
  '--grep': 'value',
  '-i, --regexp-ignore-case': 'flag',
  '-S': 'value',
  '-G': 'value',
  '--since, --after': 'value',
  '--until, --before': 'value',
  '-m': 'flag',
  '--root': 'flag',
  '--follow': 'flag',
} as const;

export const unknownLogOption = (option: string): GitExit =>
  new GitExit(
    `fatal: unrecognized argument: ${option}\n` +
      'hint: The lab edition of git has only some of git\'s options: see "git help log".',
    128,
  );

/** How commits are shown, by the options. */
export function prettyStyle(
  session: Session,
  options: Options,
): { format: PrettyFormat; style: PrettyStyle } {
  const { repository, config } = session;
  const colours = session.colours('diff', colourOption(options));
  const asked = options.value('format') ?? options.value('pretty');
  const nothing = options.has('format') && asked === '';
  const named =
    asked !== undefined && asked !== ''
      ? asked
      : options.has('oneline')
        ? 'oneline'
        : (config.get('format.pretty') ?? 'medium');
  const format = nothing
    ? parseFormat('tformat:')
    : parseFormat(options.has('oneline') && asked === undefined ? 'oneline' : named);
  const decorations = readDecorations(repository);
  const decorate = options.has('decorate')
    ? !/^(?:no|auto)$/.test(options.value('decorate') ?? '')
    : !options.isOff('decorate') && session.context.toTerminal;
  return {
    format:
      options.has('format') && !/^(?:format|tformat):/.test(asked ?? '')
        ? { ...format, terminated: true }
        : format,
    style: {
      abbreviate: (oid) => repository.store.abbreviate(oid),
      shortIds:
        (options.has('oneline') ||
          options.has('abbrev-commit') ||
          config.flag('log.abbrevcommit', false)) &&
        !options.isOff('abbrev-commit'),
      dateFormat: options.has('relative-date')
        ? 'relative'
        : (options.value('date') ?? config.get('log.date') ?? 'default'),
      nowSeconds: session.nowSeconds,
      paint: painter(colours),
      colours,
      names: (oid) => decorations.get(oid) ?? [],
      decorate,
    },
  };
}

function changesOf(
  { repository }: Session,
  { oid, commit }: Pick<WalkedCommit, 'oid' | 'commit'>,
  options: Options,
  pathspec: Pathspec,
  merges = options.has('m') || options.has('first-parent'),
): Change[] {
  if (commit.parents.length > 1 && !merges) return [];
  const changes = compareFiles(
    repository.filesAt(commit.parents[0]),
    repository.filesAt(oid),
  ).filter(({ path }) => pathspec.matches(path));
  return arrangeChanges(repository, changes, options);
}

/** The diff of one commit against its first parent, as the options ask; none for a merge. */
export function commitDiff(
  session: Session,
  walked: Pick<WalkedCommit, 'oid' | 'commit'>,
  options: Options,
  pathspec: Pathspec,
  merges?: boolean,
): string {
  return formatChanges(session, changesOf(session, walked, options, pathspec, merges), options);
}

/** A repetition inside a repetition can take for ever to fail. */
const NESTED_REPETITION = /[*+}][^()|]*\)[*+{?]/;

function pattern(text: string, ignoreCase: boolean): RegExp {
  if (NESTED_REPETITION.test(text)) {
    throw fatal(
      `the lab edition of git does not take the pattern '${text}': it repeats a repetition`,
    );
  }
  try {
    return new RegExp(text, ignoreCase ? 'im' : 'm');
  } catch {
    throw fatal(`command line, '${text}': Invalid regular expression`);
  }
}

/** How often a text stands in the contents that a commit changed, before and after (`-S`), or in changed lines (`-G`). */
function picks(session: Session, walked: WalkedCommit, options: Options): boolean {
  const text = options.value('S');
  const lines = options.value('G');
  if (text === undefined && lines === undefined) return true;
  if (walked.commit.parents.length > 1) return false;
  const { repository } = session;
  const contents = contentsIn(repository);
  const changes = compareFiles(
    repository.filesAt(walked.commit.parents[0]),
    repository.filesAt(walked.oid),
  );
  return changes.some((change) => {
    const before = change.old ? toText(contents(change.old, change.before)) : '';
    const after = change.new ? toText(contents(change.new, change.path)) : '';
    if (text !== undefined && before.split(text).length !== after.split(text).length) return true;
    if (lines === undefined) return false;
    const hits = (side: string) =>
      side.split('\n').filter((line) => pattern(lines, false).test(line));
    return hits(before).join('\n') !== hits(after).join('\n');
  });
}

function selects(options: Options): (walked: WalkedCommit) => boolean {
  const ignoreCase = options.has('regexp-ignore-case');
  const author = options.value('author');
  const committer = options.value('committer');
  const greps = options.values('grep').map((text) => pattern(text, ignoreCase));
  const now = Math.floor(Date.now() / 1_000);
  const since = options.value('after');
  const until = options.value('before');
  const from = since === undefined ? -Infinity : parseApproxDate(since, now);
  const to = until === undefined ? Infinity : parseApproxDate(until, now);
  const named = (text: string | undefined, who: { name: string; email: string }) =>
    text === undefined || pattern(text, ignoreCase).test(`${who.name} <${who.email}>`);
  return ({ commit }) =>
    named(author, commit.author) &&
    named(committer, commit.committer) &&
    (greps.length === 0 || greps.some((grep) => grep.test(commit.message))) &&
    commit.committer.time >= from &&
    commit.committer.time <= to &&
    !(options.has('merges') && commit.parents.length < 2) &&
    !(options.has('no-merges') && commit.parents.length > 1);
}

function numberOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^-?\d+$/.test(text)) throw fatal(`${option}: not an integer`);
  return Number(text) < 0 ? undefined : Number(text);
}

/** Reads the options of `log` and what it is to walk. */
export function selectCommits(
  session: Session,
  options: Options,
): { commits: WalkedCommit[]; pathspec: Pathspec } {
  const { repository } = session;
  const range: Range = parseRange(session, options.args, options.afterDashes, options);
  let pathspec = new Pathspec(repository, session.cwd, range.paths);
  const graph = options.has('graph');
  if (graph && options.has('reverse'))
    throw fatal("options '--reverse' and '--graph' cannot be used together");
  const follow = options.has('follow');
  if (follow && range.paths.length !== 1) throw fatal('--follow requires exactly one pathspec');
  let commits = walkHistory(repository, {
    tips: range.tips,
    without: range.without,
    firstParent: options.has('first-parent'),
    topological: graph || options.has('topo-order') || options.has('date-order'),
    ...(pathspec.isEmpty || follow ? {} : { pathspec }),
  });
  if (follow) {
    const followed = followFile(repository, commits, pathspec.patterns[0]?.path ?? '');
    commits = followed.commits;
    const names = [...followed.names].map((name) => `:(top,literal)${name}`);
    pathspec = new Pathspec(repository, session.cwd, names);
  }
  commits = commits.filter(selects(options)).filter((walked) => picks(session, walked, options));
  // Who filters changes wants to see only the commits that have such.
  if (options.has('diff-filter')) {
    commits = commits.filter((walked) => changesOf(session, walked, options, pathspec).length > 0);
  }
  const skip = numberOf(options.value('skip'), '--skip') ?? 0;
  const count = numberOf(options.value('max-count'), '-n') ?? Infinity;
  commits = commits.slice(skip, skip + count);
  if (options.has('reverse')) commits.reverse();
  return { commits, pathspec };
}

export const countOption = (option: string, options: Options): boolean => {
  const match = /^-(\d+)$/.exec(option);
  if (match) options.set('max-count', match[1] ?? '');
  return match !== null;
};

function run(session: Session, args: readonly string[]): number {
  const options = parseOptions('log', args, LOG_TABLE, usage, {
    other: countOption,
    refuse: unknownLogOption,
  });
  const { repository } = session;
  if (repository.head() === undefined && options.args.length === 0 && !options.has('all')) {
    const branch = repository.refs.currentBranch() ?? 'HEAD';
    throw fatal(`your current branch '${branch}' does not have any commits yet`);
  }
  const { commits, pathspec } = selectCommits(session, options);
  const { format, style } = prettyStyle(session, options);
  const graph = options.has('graph') ? new GraphDrawer(style.colours) : undefined;
  const withDiff = asksForDiff(options);
  const patch = options.has('patch') || options.has('unified');
  const oneLine = format.kind === 'oneline' || format.kind === 'custom';
  for (const [index, walked] of commits.entries()) {
    const last = index === commits.length - 1;
    let text = formatCommit(walked.oid, walked.commit, format, style);
    const diff = withDiff ? commitDiff(session, walked, options, pathspec) : '';
    if (oneLine) {
      const silent = format.kind === 'custom' && format.template === '';
      if (!silent && (format.terminated || !last || diff !== '')) text += '\n';
      if (diff !== '') {
        if (format.kind === 'custom' && !silent) text += '\n';
        text += diff;
        if (!format.terminated && !last) text += '\n';
      }
    } else {
      if (diff !== '') text += (options.has('stat') && patch ? '---\n' : '\n') + diff;
      if (!last && !graph) text += '\n';
    }
    if (graph && !oneLine && index > 0) session.out(graph.gap(walked));
    session.out(graph ? graph.draw(walked, text) : text);
  }
  return 0;
}

export const log: Command = {
  name: 'log',
  summary: 'Show commit logs',
  usage,
  needs: 'repository',
  run,
};
