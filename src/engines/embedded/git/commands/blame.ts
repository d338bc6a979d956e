import { stagedChanges } from '../changes/status.ts';
import type { Command } from '../command.ts';
import { formatDate } from '../dates.ts';
import { fatal, GitExit } from '../git-error.ts';
import { blameLines } from '../history/blame.ts';
import { splitLines } from '../changes/line-diff.ts';
import { readCommit } from '../objects/commit.ts';
import { entryAt } from '../objects/tree.ts';
import { parseOptions, usageText } from '../options.ts';
import { NO_OBJECT } from '../refs/refs.ts';
import { tryResolveCommit } from '../revisions.ts';
import type { Session } from '../session.ts';
import { toText } from '../text.ts';
import { contentsOf } from '../worktree/file-version.ts';
import { Pathspec } from '../worktree/pathspec.ts';
import { fileAt } from '../worktree/scan.ts';

const usage = ['git blame [<options>] [<rev>] [--] <file>'];

const TABLE = {
  '-L': 'value',
  '-l': 'flag',
  '-s': 'flag',
  '-e, --show-email': 'flag',
  '--date': 'value',
  '--root': 'flag',
} as const;

/** `-L 2,5`, `-L 2,+3`, `-L 2`. */
function lineRange(
  text: string | undefined,
  count: number,
  file: string,
): [from: number, to: number] {
  if (text === undefined) return [1, count];
  const match = /^(\d+)?(?:,(\+)?(\d+)?)?$/.exec(text);
  if (!match) throw fatal(`the lab edition of git blame takes line numbers for -L, not '${text}'`);
  const from = Number(match[1] ?? 1);
  const to =
    match[3] === undefined ? count : match[2] ? from + Number(match[3]) - 1 : Number(match[3]);
  if (from > count) throw fatal(`file ${file} has only ${count} line${count === 1 ? '' : 's'}`);
  return [from, Math.min(to, count)];
}

/** The name that a file of the index has in HEAD: another one when it was renamed since. */
function nameAtHead({ repository }: Session, head: string, path: string): string {
  const changes = stagedChanges(repository, repository.readIndex(), repository.filesAt(head));
  return changes.find((change) => change.status === 'R' && change.path === path)?.before ?? path;
}

function run(session: Session, args: readonly string[]): number {
  const { repository } = session;
  const { store } = repository;
  const options = parseOptions('blame', args, TABLE, usage);
  const all = options.all;
  const file = all.at(-1);
  if (file === undefined || all.length > 2) throw new GitExit(usageText(usage), 129);
  const path = new Pathspec(repository, session.cwd, [file]).patterns[0]?.path ?? '';
  const revision = all.length === 2 ? all[0] : undefined;
  const start = tryResolveCommit(repository, revision ?? 'HEAD');
  if (start === undefined)
    throw fatal(revision === undefined ? 'no such ref: HEAD' : `bad revision '${revision}'`);
  const node = fileAt(repository, path);
  const name = revision === undefined ? nameAtHead(session, start, path) : path;
  const committed = entryAt(store, readCommit(store, start).tree, name);
  const known =
    committed !== undefined || (revision === undefined && repository.readIndex().has(path));
  if (!known) throw fatal(`no such path '${path}' in ${revision ?? 'HEAD'}`);
  if (revision === undefined && !node)
    throw fatal(`Cannot lstat '${path}': No such file or directory`);
  const bytes =
    revision === undefined && node
      ? contentsOf(node)
      : store.read(committed?.oid ?? NO_OBJECT).body;
  const lines = splitLines(toText(bytes));
  const origins = blameLines(repository, start, name, lines);
  const [from, to] = lineRange(options.value('L'), lines.length, file);
  const shown = lines.slice(from - 1, to).map((line, at) => {
    const origin = origins[from - 1 + at];
    const commit = origin?.commit === undefined ? undefined : readCommit(store, origin.commit);
    const boundary = commit?.parents.length === 0 && !options.has('root');
    const oid = origin?.commit ?? NO_OBJECT;
    const digits = options.has('l') ? 40 : 8;
    const id = boundary ? `^${oid.slice(0, digits - 1)}` : oid.slice(0, digits);
    const who = commit
      ? options.has('show-email')
        ? `<${commit.author.email}>`
        : commit.author.name
      : options.has('show-email')
        ? '<not.committed.yet>'
        : 'Not Committed Yet';
    const when = commit?.author ?? { time: session.nowSeconds, zone: '+0000' };
    return {
      line,
      id,
      who,
      path: origin?.path ?? path,
      date: formatDate(when, options.value('date') ?? 'iso', session.nowSeconds),
    };
  });
  const width = Math.max(...shown.map(({ who }) => who.length));
  const otherNames = shown.some((each) => each.path !== path);
  const nameWidth = Math.max(...shown.map((each) => each.path.length));
  const digits = String(to).length;
  for (const [at, { line, id, who, date, path: name }] of shown.entries()) {
    const number = String(from + at).padStart(digits);
    const moved = otherNames ? ` ${name.padEnd(nameWidth)}` : '';
    const details = options.has('s') ? `${number})` : `(${who.padEnd(width)} ${date} ${number})`;
    session.out(`${id}${moved} ${details} ${line.replace(/\n$/, '')}\n`);
  }
  return 0;
}

export const blame: Command = {
  name: 'blame',
  summary: 'Show what revision and author last modified each line of a file',
  usage,
  needs: 'work-tree',
  run,
};
