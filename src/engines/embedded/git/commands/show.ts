import type { Command } from '../command.ts';
import { formatDate } from '../dates.ts';
import { formatCommit } from '../history/pretty.ts';
import { parseCommit } from '../objects/commit.ts';
import { parseTag } from '../objects/tag.ts';
import { parseTree, MODE_FOLDER } from '../objects/tree.ts';
import { parseOptions, type Options } from '../options.ts';
import { quotePath } from '../quote-path.ts';
import { splitRevisions } from '../history/range.ts';
import { fatal } from '../git-error.ts';
import { resolve } from '../revisions.ts';
import type { Session } from '../session.ts';
import { DIFF_TABLE } from '../changes/diff-output.ts';
import { formatMergeDiff } from '../changes/combined.ts';
import { painter } from '../colours.ts';
import type { WalkedCommit } from '../history/walk.ts';
import { Pathspec } from '../worktree/pathspec.ts';
import {
  commitDiff,
  countOption,
  PRETTY_TABLE,
  prettyStyle,
  selectCommits,
  unknownLogOption,
} from './log.ts';

const usage = ['git show [<options>] <object>...'];

const TABLE = {
  ...DIFF_TABLE,
  ...PRETTY_TABLE,
  '-m': 'flag',
  '--first-parent': 'flag',
  '-n, --max-count': 'value',
} as const;

function showCommit(
  session: Session,
  oid: string,
  body: Uint8Array,
  options: Options,
  pathspec: Pathspec,
): void {
  const { format, style } = prettyStyle(session, options);
  const commit = parseCommit(body);
  const text = formatCommit(oid, commit, format, style);
  const merge = commit.parents.length > 1 && !options.has('m') && !options.has('first-parent');
  const diff = options.has('no-patch')
    ? ''
    : merge
      ? mergeDiff(session, { oid, commit }, options, pathspec)
      : commitDiff(session, { oid, commit }, options, pathspec);
  if (!pathspec.isEmpty && diff === '' && !merge) return;
  const oneLine = format.kind === 'oneline' || format.kind === 'custom';
  if (!oneLine) {
    const bothForms = options.has('stat') && (options.has('patch') || options.has('unified'));
    const parted = diff !== '' || (merge && !options.has('no-patch'));
    session.out(`${text}${parted ? (bothForms ? '---\n' : '\n') : ''}${diff}`);
    return;
  }
  const silent = format.kind === 'custom' && format.template === '';
  session.out(text);
  if (!silent && (format.terminated || diff !== '')) session.out('\n');
  if (!silent && diff !== '' && format.kind === 'custom') session.out('\n');
  session.out(diff);
}

/** Sizes of a merge are told against its first parent; its patch and its names, where it is unlike every parent. */
function mergeDiff(
  session: Session,
  walked: Pick<WalkedCommit, 'oid' | 'commit'>,
  options: Options,
  pathspec: Pathspec,
): string {
  const sizes = ['stat', 'numstat', 'shortstat', 'summary', 'patch-with-stat'];
  if (sizes.some((name) => options.has(name))) {
    return commitDiff(session, walked, options, pathspec, true);
  }
  const named = ['name-only', 'name-status', 'raw'].find((name) => options.has(name));
  if (named === undefined) return formatMergeDiff(session, walked.commit, walked.oid);
  const letters = named === 'name-only' ? '' : `${'M'.repeat(walked.commit.parents.length)}\t`;
  return unlikeEveryParent(session, walked)
    .map((path) => `${letters}${path}\n`)
    .join('');
}

function unlikeEveryParent(
  { repository }: Session,
  { oid, commit }: Pick<WalkedCommit, 'oid' | 'commit'>,
): string[] {
  const parents = commit.parents.map((parent) => repository.filesAt(parent));
  return [...repository.filesAt(oid)]
    .filter(([path, { oid: blob }]) => parents.every((files) => files.get(path)?.oid !== blob))
    .map(([path]) => path);
}

function showTag(session: Session, body: Uint8Array, options: Options): string {
  const { format, style } = prettyStyle(session, options);
  const tag = parseTag(body);
  session.out(`${painter(style.colours)('yellow', `tag ${tag.name}`)}\n`);
  if (tag.tagger && format.kind !== 'oneline') {
    const date = formatDate(tag.tagger, style.dateFormat, style.nowSeconds);
    const fuller = format.kind === 'fuller';
    session.out(`Tagger: ${fuller ? '    ' : ''}${tag.tagger.name} <${tag.tagger.email}>
`);
    if (fuller)
      session.out(`TaggerDate: ${date}
`);
    else if (format.kind === 'medium')
      session.out(`Date:   ${date}
`);
  }
  session.out(`\n${tag.message}`);
  return tag.object;
}

function showObject(
  session: Session,
  name: string,
  oid: string,
  options: Options,
  pathspec: Pathspec,
  part: (oid: string) => void,
): void {
  part(oid);
  const { type, body } = session.repository.store.read(oid);
  if (type === 'blob') session.outBytes(body);
  else if (type === 'commit') showCommit(session, oid, body, options, pathspec);
  else if (type === 'tag')
    showObject(session, name, showTag(session, body, options), options, pathspec, part);
  else {
    const paint = painter(session.colours('diff'));
    session.out(`${paint('yellow', `tree ${name}`)}\n\n`);
    const quoteAll = session.config.flag('core.quotepath', true);
    for (const entry of parseTree(body)) {
      session.out(`${quotePath(entry.name, quoteAll)}${entry.mode === MODE_FOLDER ? '/' : ''}\n`);
    }
  }
}

function run(session: Session, args: readonly string[]): number {
  const options = parseOptions('show', args, TABLE, usage, {
    refuse: unknownLogOption,
    other: countOption,
  });
  const { repository } = session;
  const { revisions, paths } = splitRevisions(session, options.args, options.afterDashes);
  if (revisions.length === 0 && repository.head() === undefined) {
    throw fatal(
      `your current branch '${repository.refs.currentBranch() ?? 'HEAD'}' does not have any commits yet`,
    );
  }
  const pathspec = new Pathspec(repository, session.cwd, paths);
  const { format } = prettyStyle(session, options);
  let shown = 0;
  const part = (oid: string) => {
    const { type } = repository.store.read(oid);
    if (type === 'blob') return;
    if (shown > 0 && !(type === 'commit' && format.terminated)) session.out('\n');
    shown += 1;
  };
  for (const name of revisions.length === 0 ? ['HEAD'] : revisions) {
    if (name.includes('..')) {
      const range = parseOptions('show', [name], TABLE, usage);
      for (const { oid } of selectCommits(session, range).commits) {
        showObject(session, name, oid, options, pathspec, part);
      }
      continue;
    }
    const oid = resolve(repository, name);
    showObject(session, name, oid, options, pathspec, part);
  }
  return 0;
}

export const show: Command = {
  name: 'show',
  summary: 'Show various types of objects',
  usage,
  needs: 'repository',
  run,
};
