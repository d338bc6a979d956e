import type { Tree } from '../../kernel/tree.ts';
import { toText } from '../text.ts';

export interface ReflogEntry {
  readonly old: string;
  readonly now: string;
  /** `Name <email> seconds zone`. */
  readonly signature: string;
  readonly reason: string;
}

const pathOf = (gitFolder: string, ref: string): string => `${gitFolder}/logs/${ref}`;

export function appendReflog(tree: Tree, gitFolder: string, ref: string, line: string): void {
  const path = pathOf(gitFolder, ref);
  tree.mkdir(path.slice(0, path.lastIndexOf('/')), { recursive: true });
  if (tree.tryLookup(path)?.children) tree.rm(path, { recursive: true });
  tree.writeFile(path, line, { append: true });
}

/** Newest first: the entry at 0 is what `ref@{0}` names. */
export function readReflog(tree: Tree, gitFolder: string, ref: string): ReflogEntry[] {
  const data = tree.tryLookup(pathOf(gitFolder, ref))?.data;
  if (!data) return [];
  return [...toText(data).matchAll(/^([0-9a-f]{40}) ([0-9a-f]{40}) (.*?)(?:\t(.*))?$/gm)]
    .map(([, old = '', now = '', signature = '', reason = '']) => ({ old, now, signature, reason }))
    .reverse();
}

/** Replaces a reflog; entries are given newest first. */
export function writeReflog(
  tree: Tree,
  gitFolder: string,
  ref: string,
  entries: readonly ReflogEntry[],
): void {
  tree.writeFile(
    pathOf(gitFolder, ref),
    [...entries]
      .reverse()
      .map(({ old, now, signature, reason }) => `${old} ${now} ${signature}\t${reason}\n`)
      .join(''),
  );
}

export function removeReflog(tree: Tree, gitFolder: string, ref: string): void {
  tree.rm(pathOf(gitFolder, ref), { force: true, recursive: true });
}

/** Takes a reflog out and returns its bytes, to be put elsewhere. */
export function renameReflog(tree: Tree, gitFolder: string, ref: string): Uint8Array | null {
  const data = tree.tryLookup(pathOf(gitFolder, ref))?.data ?? null;
  removeReflog(tree, gitFolder, ref);
  return data;
}
