import type { FileEntry, FileTree } from '#container';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { KeptEntry } from './lab-work.ts';

/** SHA-256 of bytes, lower-case hexadecimal. Works on plain HTTP too, where the browser's own digest is not offered. */
export function digestOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** Digest by path of the files of a tree; folders and links have none. */
export function digestsOf(tree: FileTree): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([path, entry]) =>
      entry.kind === 'file' ? [[path, digestOf(entry.bytes)]] : [],
    ),
  );
}

/**
 * Digest of a whole tree: equal for equal paths, contents, links and modes. Git's index is left out, which also changes
 * when somebody only looks.
 */
export function treeDigest(tree: FileTree): string {
  const lines = Object.entries(tree)
    .filter(([path]) => path !== '.git/index')
    .map(([path, entry]) => {
      if (entry.kind === 'folder') return `folder ${path}`;
      if (entry.kind === 'symlink') return `link ${path} ${entry.target}`;
      return `${entry.executable ? 'run' : 'file'} ${path} ${digestOf(entry.bytes)}`;
    });
  return digestOf(new TextEncoder().encode(lines.sort().join('\n')));
}

/** The kept form of an entry whose digest is known. */
export function keptEntry(entry: FileEntry, digest: string): KeptEntry {
  if (entry.kind !== 'file') return entry;
  return {
    kind: 'file',
    digest,
    sizeBytes: entry.bytes.length,
    ...(entry.executable ? { executable: true as const } : {}),
  };
}

/** True when both are the same kind of thing with the same contents and mode. */
export function sameEntry(a: FileEntry | undefined, b: FileEntry | undefined): boolean {
  if (a === b) return true;
  if (!a || !b || a.kind !== b.kind) return false;
  if (a.kind === 'symlink') return a.target === (b as typeof a).target;
  if (a.kind === 'folder') return true;
  const other = b as typeof a;
  return (a.executable ?? false) === (other.executable ?? false) && sameBytes(a.bytes, other.bytes);
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}
