import type { Command } from '../command.ts';
import { fatal, GitExit } from '../git-error.ts';
import {
  modeText,
  MODE_FOLDER,
  MODE_REPOSITORY,
  readTree,
  type TreeEntry,
} from '../objects/tree.ts';
import { parseOptions, usageText } from '../options.ts';
import { fromPrefix, quotePath } from '../quote-path.ts';
import { resolveTree, tryResolve } from '../revisions.ts';
import type { Session } from '../session.ts';

const usage = ['git ls-tree [<options>] <tree-ish> [<path>...]'];

const TABLE = {
  '-d': 'flag',
  '-r': 'flag',
  '-t': 'flag',
  '-l, --long': 'flag',
  '-z': 'flag',
  '--name-status, --name-only': 'flag',
  '--object-only': 'flag',
  '--full-name': 'flag',
  '--full-tree': 'flag',
  '--abbrev': 'optional',
} as const;

function run(session: Session, args: readonly string[]): number {
  const { repository } = session;
  const { store } = repository;
  const options = parseOptions('ls-tree', args, TABLE, usage);
  const [name, ...given] = options.all;
  if (name === undefined) throw new GitExit(usageText(usage), 129);
  if (tryResolve(repository, name) === undefined) throw fatal(`Not a valid object name ${name}`);
  const prefix = options.has('full-tree') ? '' : session.prefix;
  const paths = (given.length === 0 && prefix !== '' ? [''] : given).map(
    (path) => prefix + path.replace(/^\.\//, ''),
  );
  const end = options.has('z') ? '\0' : '\n';
  const quoteAll = session.config.flag('core.quotepath', true);
  const digits = Number(options.value('abbrev') || 7);

  const print = (entry: TreeEntry, path: string) => {
    const shown = options.has('full-name') ? path : fromPrefix(path, prefix);
    const text = options.has('z') ? shown : quotePath(shown, quoteAll);
    const type =
      entry.mode === MODE_FOLDER ? 'tree' : entry.mode === MODE_REPOSITORY ? 'commit' : 'blob';
    const oid = options.has('abbrev') ? store.abbreviate(entry.oid, digits) : entry.oid;
    if (options.has('name-only')) session.out(text + end);
    else if (options.has('object-only')) session.out(oid + end);
    else {
      const size = type === 'blob' ? String(store.read(entry.oid).body.length) : '-';
      const long = options.has('long') ? ` ${size.padStart(7)}` : '';
      session.out(`${modeText(entry.mode)} ${type} ${oid}${long}\t${text}${end}`);
    }
  };
  /** Whether an entry is asked for, and whether something below it is. */
  const wanted = (path: string): { itself: boolean; below: boolean } => {
    if (paths.length === 0) return { itself: true, below: options.has('r') };
    const itself = paths.some(
      (each) =>
        each === path || path.startsWith(each === '' || each.endsWith('/') ? each : `${each}/`),
    );
    const inside = paths.some((each) => each.startsWith(`${path}/`));
    return { itself: itself && !inside, below: inside || (itself && options.has('r')) };
  };
  const visit = (tree: string, folder: string) => {
    for (const entry of readTree(store, tree)) {
      const path = folder + entry.name;
      const { itself, below } = wanted(path);
      const isFolder = entry.mode === MODE_FOLDER;
      if (isFolder && below) {
        if ((options.has('t') || options.has('d')) && (itself || options.has('t')))
          print(entry, path);
        visit(entry.oid, `${path}/`);
      } else if (itself && (isFolder || !options.has('d'))) print(entry, path);
    }
  };
  visit(resolveTree(repository, name), '');
  return 0;
}

export const lsTree: Command = {
  name: 'ls-tree',
  summary: 'List the contents of a tree object',
  usage,
  needs: 'repository',
  run,
};
