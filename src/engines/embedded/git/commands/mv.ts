import { normalPath } from '../../kernel/tree.ts';
import type { Command } from '../command.ts';
import { fatal, GitExit } from '../git-error.ts';
import { parseOptions, usageText } from '../options.ts';
import type { Session } from '../session.ts';

const usage = ['git mv [<options>] <source>... <destination>'];

const TABLE = {
  '-v, --verbose': 'flag',
  '-n, --dry-run': 'flag',
  '-f, --force': 'flag',
  '-k': 'flag',
} as const;

interface Move {
  readonly from: string;
  readonly to: string;
}

function run(session: Session, args: readonly string[]): number {
  const { repository, tree } = session;
  const options = parseOptions('mv', args, TABLE, usage);
  const given = options.all;
  if (given.length < 2) throw new GitExit(usageText(usage), 129);
  const path = (text: string) => {
    const absolute = normalPath(
      text.startsWith('/') ? text : `${tree.realpath(session.cwd)}/${text}`,
    );
    if (!absolute.startsWith(`${repository.workTree}/`)) {
      throw fatal(`${text}: '${text}' is outside repository at '${repository.workTree || '/'}'`);
    }
    return absolute.slice(repository.workTree.length + 1);
  };
  const target = given.at(-1) ?? '';
  const to = path(target);
  const isFolder = (name: string) =>
    (tree.tryLookup(repository.absolute(name), false)?.children ?? null) !== null;
  const intoFolder = isFolder(to);
  if (given.length > 2 && !intoFolder) throw fatal(`destination '${to}' is not a directory`);
  const index = repository.readIndex();
  const moves: Move[] = [];
  for (const text of given.slice(0, -1)) {
    const from = path(text);
    const move = { from, to: intoFolder ? `${to}/${from.slice(from.lastIndexOf('/') + 1)}` : to };
    const fault = faultOf(session, move, options.has('force'), target);
    if (fault === undefined) moves.push(move);
    else if (!options.has('k')) {
      const shown = !intoFolder && target.endsWith('/') ? `${move.to}/` : move.to;
      throw fatal(`${fault}, source=${from}, destination=${shown}`);
    }
  }
  for (const move of moves) {
    if (options.has('verbose') || options.has('dry-run'))
      session.out(`Renaming ${move.from} to ${move.to}\n`);
    if (options.has('dry-run')) continue;
    const entries = index
      .entries()
      .filter((entry) => entry.path === move.from || entry.path.startsWith(`${move.from}/`));
    if (tree.exists(repository.absolute(move.to)) && !isFolder(move.to))
      tree.rm(repository.absolute(move.to));
    tree.rename(repository.absolute(move.from), repository.absolute(move.to));
    for (const entry of entries) index.remove(entry.path);
    for (const entry of entries) {
      const name = move.to + entry.path.slice(move.from.length);
      index.set(name, entry, {
        sizeBytes: entry.sizeBytes,
        mtimeMs: entry.mtimeMs,
        ino: entry.ino,
      });
    }
  }
  if (!options.has('dry-run')) repository.writeIndex(index);
  return 0;
}

/** Why git would not make this move. */
function faultOf(
  { repository, tree }: Session,
  { from, to }: Move,
  force: boolean,
  target: string,
): string | undefined {
  const index = repository.readIndex();
  const node = tree.tryLookup(repository.absolute(from), false);
  if (!node) return 'bad source';
  if (to === from || to.startsWith(`${from}/`)) return 'can not move directory into itself';
  const tracked = index.entries().some(({ path }) => path === from || path.startsWith(`${from}/`));
  if (node.children && !tracked) return 'source directory is empty';
  if (!tracked) return 'not under version control';
  if (index.get(from) === undefined && !node.children) return 'conflicted';
  const there = tree.tryLookup(repository.absolute(to), false);
  if (there && !(force && !there.children)) return 'destination exists';
  const folder = to.includes('/') ? to.slice(0, to.lastIndexOf('/')) : '';
  if (!tree.tryLookup(repository.absolute(folder))?.children) {
    throw fatal(`renaming '${from}' failed: No such file or directory`);
  }
  if (
    target.endsWith('/') &&
    !there &&
    !node.children &&
    !to.endsWith(from.slice(from.lastIndexOf('/') + 1))
  ) {
    return 'destination directory does not exist';
  }
  return undefined;
}

export const mv: Command = {
  name: 'mv',
  summary: 'Move or rename a file, a directory, or a symlink',
  usage,
  needs: 'work-tree',
  run,
};
