import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { FileEntry, FileTree } from '#container';

/**
 * Everything in a folder on disk, with symbolic links as links and executable bits kept.
 *
 * A folder that does not exist is an empty tree: starters, solutions and mutants may consist of a script alone.
 */
export function readFolderTree(folder: string): FileTree {
  const tree: Record<string, FileEntry> = {};
  const walk = (at: string, prefix: string): void => {
    for (const name of readdirSync(at).sort()) {
      const path = join(at, name);
      const stat = lstatSync(path);
      const key = prefix + name;
      if (stat.isSymbolicLink()) tree[key] = { kind: 'symlink', target: readlinkSync(path) };
      else if (stat.isDirectory()) walk(path, `${key}/`);
      else tree[key] = fileEntry(readFileSync(path), (stat.mode & 0o100) !== 0);
    }
  };
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) walk(folder, '');
  return tree;
}

/** A copy of the bytes, because Node's small buffers share their memory with others. */
function fileEntry(buffer: Buffer, executable: boolean): FileEntry {
  const bytes = new Uint8Array(buffer);
  return executable ? { kind: 'file', bytes, executable } : { kind: 'file', bytes };
}
