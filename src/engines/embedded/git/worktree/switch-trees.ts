import { isFolder } from '../../kernel/tree.ts';
import { fatal, GitExit } from '../git-error.ts';
import {
  MODE_EXECUTABLE,
  MODE_LINK,
  MODE_REPOSITORY,
  type Files,
  type FileVersion,
} from '../objects/tree.ts';
import type { Repository } from '../repository.ts';
import type { Index } from '../staging/index-file.ts';
import { comparePaths, toText } from '../text.ts';
import { statOf, versionOf } from './file-version.ts';
import { IgnoreRules } from './ignore-rules.ts';
import { fileAt } from './scan.ts';

/** A tree made by hand may name what lies outside the work tree, or the repository itself. */
function refuseInvalidPath(path: string): void {
  const invalid = path.split('/').some((part) => /^(?:|\.{1,2}|\.git)$/i.test(part));
  if (invalid) throw fatal(`invalid path '${path}'`);
}

/** Writes a version of a file into the work tree; what stands in its way goes. */
export function writeWorkFile(
  repository: Repository,
  path: string,
  { mode, oid }: FileVersion,
): void {
  const { tree } = repository;
  refuseInvalidPath(path);
  const absolute = repository.absolute(path);
  if (mode === MODE_REPOSITORY) {
    tree.mkdir(absolute, { recursive: true });
    return;
  }
  const parts = path.split('/');
  for (let depth = 1; depth < parts.length; depth += 1) {
    const above = repository.absolute(parts.slice(0, depth).join('/'));
    const node = tree.tryLookup(above, false);
    if (node && !isFolder(node)) tree.rm(above);
  }
  tree.mkdir(absolute.slice(0, absolute.lastIndexOf('/')) || '/', { recursive: true });
  const there = tree.tryLookup(absolute, false);
  if (there && (isFolder(there) || there.target !== null || mode === MODE_LINK)) {
    tree.rm(absolute, { recursive: true });
  }
  const { body } = repository.store.read(oid);
  if (mode === MODE_LINK) tree.symlink(toText(body), absolute);
  // A copy: the store's bytes are cached and must not become the learner's file.
  else tree.writeFile(absolute, body.slice(), { mode: mode === MODE_EXECUTABLE ? 0o755 : 0o644 });
}

/** Removes a file and the folders that it leaves empty. */
export function removeWorkFile(repository: Repository, path: string): void {
  const { tree } = repository;
  if (fileAt(repository, path)) tree.rm(repository.absolute(path), { force: true });
  const parts = path.split('/').slice(0, -1);
  for (; parts.length > 0; parts.pop()) {
    const folder = repository.absolute(parts.join('/'));
    const node = tree.tryLookup(folder, false);
    if (!node?.children || node.children.size > 0) return;
    tree.rm(folder);
  }
}

/** Stages a version with the stat of the file as it is now. */
export function stageVersion(
  repository: Repository,
  index: Index,
  path: string,
  version: FileVersion,
): void {
  const node = fileAt(repository, path);
  index.removeUnder(path);
  index.set(path, version, node && statOf(node));
}

const same = (a: FileVersion | undefined, b: FileVersion | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.oid === b.oid && a.mode === b.mode);

const listed = (paths: readonly string[]): string =>
  [...paths]
    .sort(comparePaths)
    .map((path) => `\t${path}\n`)
    .join('');

/**
 * Moves index and work tree from one set of files to another, keeping local changes where the two do not differ.
 *
 * @throws GitExit in git's words, before anything is touched, when local changes or untracked files would be lost.
 */
export function switchTrees(
  repository: Repository,
  index: Index,
  from: Files,
  to: Files,
  env: Readonly<Record<string, string>>,
  action: 'checkout' | 'merge' = 'checkout',
): void {
  const staged = index.files();
  const changed: string[] = [];
  const lost: string[] = [];
  const untracked: string[] = [];
  const removed: string[] = [];
  const rules = new IgnoreRules(repository, env);
  const paths = new Set([...from.keys(), ...to.keys()]);
  for (const path of paths) {
    const before = from.get(path);
    const after = to.get(path);
    if (same(before, after)) continue;
    const entry = staged.get(path);
    if (same(entry, after) && after !== undefined) continue;
    if (entry && !same(entry, before)) {
      lost.push(path);
      continue;
    }
    if (!entry && before && !after) {
      if (fileAt(repository, path) && !isIgnored(rules, path)) removed.push(path);
      continue;
    }
    const node = fileAt(repository, path);
    if (entry) {
      if (node && !same(versionOf(index, entry, node), entry)) {
        lost.push(path);
        continue;
      }
    } else if (before && after) {
      lost.push(path);
      continue;
    } else if (
      node &&
      after &&
      !same(versionOf(index, undefined, node), after) &&
      !isIgnored(rules, path)
    ) {
      untracked.push(path);
      continue;
    }
    if (after && !entry) untracked.push(...inTheWay(repository, index, rules, path));
    changed.push(path);
  }
  refuseLoss({ lost, untracked, removed }, action);
  for (const path of changed) {
    if (to.has(path)) continue;
    index.remove(path);
    removeWorkFile(repository, path);
  }
  for (const path of changed) {
    const after = to.get(path);
    if (!after) continue;
    writeWorkFile(repository, path, after);
    stageVersion(repository, index, path, after);
  }
}

function isIgnored(rules: IgnoreRules, path: string): boolean {
  const rule = rules.deciding(path, false);
  return rule !== undefined && !rule.negated;
}

/** Untracked files that stand where a path needs a folder, or under where it needs a file. */
function inTheWay(
  repository: Repository,
  index: Index,
  rules: IgnoreRules,
  path: string,
): string[] {
  const found: string[] = [];
  const parts = path.split('/');
  for (let depth = 1; depth < parts.length; depth += 1) {
    const above = parts.slice(0, depth).join('/');
    if (fileAt(repository, above) && !index.has(above) && !isIgnored(rules, above))
      found.push(above);
  }
  const node = repository.tree.tryLookup(repository.absolute(path), false);
  if (node?.children) {
    for (const [each, child] of repository.tree.walk(repository.absolute(path))) {
      const name = each.slice(repository.workTree.length + 1);
      if (!isFolder(child) && !index.has(name) && !isIgnored(rules, name)) found.push(name);
    }
  }
  return found;
}

interface Losses {
  /** Tracked files with local changes. */
  readonly lost: readonly string[];
  /** Untracked files that would be overwritten, and that would be removed. */
  readonly untracked: readonly string[];
  readonly removed: readonly string[];
}

function refuseLoss({ lost, untracked, removed }: Losses, action: 'checkout' | 'merge'): void {
  const before = action === 'checkout' ? 'switch branches' : 'merge';
  let text = '';
  if (lost.length > 0) {
    text +=
      `error: Your local changes to the following files would be overwritten by ${action}:\n${listed(lost)}` +
      `Please commit your changes or stash them before you ${before}.\n`;
  }
  for (const [paths, fate] of [
    [untracked, 'overwritten'],
    [removed, 'removed'],
  ] as const) {
    if (paths.length === 0) continue;
    text +=
      `error: The following untracked working tree files would be ${fate} by ${action}:\n${listed([...new Set(paths)])}` +
      `Please move or remove them before you ${before}.\n`;
  }
  if (text !== '') throw new GitExit(`${text}Aborting`, 1);
}

/** Makes index and work tree exactly these files; local changes of tracked files are lost. */
export function forceTree(repository: Repository, index: Index, to: Files): void {
  const staged = index.files();
  for (const path of new Set(index.entries().map((entry) => entry.path))) {
    if (to.has(path)) continue;
    index.remove(path);
    removeWorkFile(repository, path);
  }
  for (const [path, version] of to) {
    const node = fileAt(repository, path);
    const entry = staged.get(path);
    if (!node || !same(versionOf(index, entry, node), version))
      writeWorkFile(repository, path, version);
    stageVersion(repository, index, path, version);
  }
}
