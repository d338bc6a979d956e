import { isFolder, type Inode } from '../../kernel/tree.ts';
import type { Repository } from '../repository.ts';
import type { Index } from '../staging/index-file.ts';
import { comparePaths } from '../text.ts';
import type { IgnoreRules } from './ignore-rules.ts';
import type { Pathspec } from './pathspec.ts';

export interface UntrackedOptions {
  /**
   * `normal` names a folder without tracked files once (`docs/`); `all` names each file; `removable` names a folder
   * only when nothing in it is ignored.
   */
  readonly show: 'normal' | 'all' | 'removable';
  readonly rules: IgnoreRules | null;
  readonly pathspec?: Pathspec;
  /** Also tell what is ignored. */
  readonly ignoredToo?: boolean;
}

export interface Untracked {
  readonly untracked: readonly string[];
  readonly ignored: readonly string[];
}

/** The file or link at a path of the work tree; `undefined` for a folder, nothing, or a path through a link. */
export function fileAt(repository: Repository, path: string): Inode | undefined {
  let node: Inode | undefined = repository.tree.tryLookup(repository.absolute(''), true);
  for (const part of path.split('/')) {
    // Folders are entered, links are not: git does not look behind one.
    node = node?.children?.get(part);
  }
  return node && !isFolder(node) ? node : undefined;
}

/** Files of the work tree that are not in the index, folders with a slash at the end; sorted. */
export function findUntracked(
  repository: Repository,
  index: Index,
  options: UntrackedOptions,
): Untracked {
  const tracked = new Set<string>();
  const folders = new Set<string>();
  for (const { path } of index.entries()) {
    tracked.add(path);
    for (let cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1)) {
      folders.add(path.slice(0, cut));
    }
  }
  const untracked: string[] = [];
  const ignored: string[] = [];
  const { rules, pathspec, show } = options;
  const collectIgnored = options.ignoredToo === true || show === 'removable';

  const isRepository = (node: Inode) => node.children?.has('.git') ?? false;
  const matches = (path: string) => pathspec?.matches(path) ?? true;

  /** All files below a folder, with what is ignored apart; stops at the first one when only asked whether there is any. */
  function visit(node: Inode, folder: string, insideIgnored: boolean): void {
    for (const [name, child] of node.children ?? []) {
      if (name === '.git') continue;
      const path = folder === '' ? name : `${folder}/${name}`;
      if (isFolder(child)) visitFolder(child, path, insideIgnored);
      else if (!tracked.has(path) && matches(path)) {
        const isIgnored = insideIgnored || (rules?.ignores(path, false) ?? false);
        if (!isIgnored) untracked.push(path);
        else if (collectIgnored) ignored.push(path);
      }
    }
  }

  function visitFolder(child: Inode, path: string, insideIgnored: boolean): void {
    if (pathspec && !pathspec.mayMatchUnder(path)) return;
    const isIgnored = insideIgnored || (rules?.ignores(path, true) ?? false);
    if (folders.has(path)) {
      visit(child, path, isIgnored);
      return;
    }
    if (isIgnored && !collectIgnored) return;
    if (isRepository(child)) {
      if (tracked.has(path)) return;
      if (matches(`${path}/`)) (isIgnored ? ignored : untracked).push(`${path}/`);
      return;
    }
    if (show === 'all') {
      visit(child, path, isIgnored);
      return;
    }
    const before = { untracked: untracked.length, ignored: ignored.length };
    visit(child, path, isIgnored);
    const newUntracked = untracked.length - before.untracked;
    const newIgnored = ignored.length - before.ignored;
    // A pathspec that goes deeper than the folder names what it asked for, not the folder.
    const whole =
      !pathspec || pathspec.isEmpty || pathspec.matches(path) || pathspec.matches(`${path}/`);
    if (!whole) return;
    if (newUntracked > 0 && !(show === 'removable' && newIgnored > 0)) {
      untracked.splice(before.untracked, newUntracked, `${path}/`);
    } else if (newIgnored > 0 && newUntracked === 0) {
      ignored.splice(before.ignored, newIgnored, `${path}/`);
    }
  }

  const top = repository.tree.lookup(repository.absolute(''));
  visit(top, '', false);
  return { untracked: untracked.sort(comparePaths), ignored: ignored.sort(comparePaths) };
}
