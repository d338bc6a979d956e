import { pathFault, type FileTree } from '#container';
import { shownName } from './file-rows.ts';

/** The largest single file that a lab takes, in bytes. The engine holds the same limit. */
export const MAX_FILE_BYTES = 64 * 2 ** 20;

/**
 * What is wrong with a new path, in one sentence that says what to do, or `undefined` when it can be used.
 *
 * @param moving a path that the new one replaces (rename): it, and what lies under it, does not count as taken.
 */
export function newPathFault(tree: FileTree, path: string, moving?: string): string | undefined {
  if (path.trim() === '') return 'A name is missing. Type one.';
  const fault = pathFault(path);
  if (fault !== undefined) {
    return `“${shownName(path)}” cannot be used: ${fault}. Use a name inside the lab, with “/” between folders.`;
  }
  if (path === '.git' || path.startsWith('.git/')) {
    return '“.git” belongs to Git. Change it with git in the terminal.';
  }
  if (path === moving) return undefined;
  if (moving !== undefined && path.startsWith(`${moving}/`)) {
    return 'A folder cannot be moved into itself.';
  }
  const others = Object.keys(tree).filter(
    (other) => moving === undefined || (other !== moving && !other.startsWith(`${moving}/`)),
  );
  if (others.some((other) => other === path || other.startsWith(`${path}/`))) {
    return `“${shownName(path)}” is there already. Choose another name.`;
  }
  const through = others.find(
    (other) => path.startsWith(`${other}/`) && tree[other]?.kind !== 'folder',
  );
  if (through !== undefined) {
    return `“${shownName(through)}” is a file, so nothing can lie inside it.`;
  }
  return undefined;
}

/** What is wrong with a file from the learner's device, or `undefined`. A file of the same name is replaced. */
export function uploadFault(path: string, sizeBytes: number): string | undefined {
  if (sizeBytes > MAX_FILE_BYTES) {
    return `“${shownName(path)}” has ${sizeInWords(sizeBytes)}; a lab takes files up to ${sizeInWords(MAX_FILE_BYTES)}. It was not added.`;
  }
  const fault = pathFault(path);
  if (fault !== undefined) {
    return `“${shownName(path)}” was not added: ${fault}. Rename it on your device, then add it again.`;
  }
  if (path === '.git' || path.startsWith('.git/')) {
    return '“.git” was not added: it belongs to Git.';
  }
  return undefined;
}

/** A size as people read it: "512 bytes", "1.4 kB", "200 MB". One kB is 1,000 bytes. */
export function sizeInWords(bytes: number): string {
  if (bytes === 1) return '1 byte';
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${trimmed(bytes / 1000)} kB`;
  return `${trimmed(bytes / 1_000_000)} MB`;
}

const trimmed = (value: number): string =>
  (value < 10 ? value.toFixed(1) : String(Math.round(value))).replace(/\.0$/, '');
