import { isFolder, type Inode } from '../../kernel/tree.ts';
import { objectId } from '../objects/object-store.ts';
import { MODE_EXECUTABLE, MODE_FILE, MODE_LINK, type FileVersion } from '../objects/tree.ts';
import type { Index, IndexEntry } from '../staging/index-file.ts';
import { toBytes } from '../text.ts';

/** Mode as git keeps it: link, executable or plain file. */
export function gitMode(node: Inode): number {
  if (node.target !== null) return MODE_LINK;
  return node.mode & 0o100 ? MODE_EXECUTABLE : MODE_FILE;
}

/** What git stores of a file or link: the link's target is its contents. */
export const contentsOf = (node: Inode): Uint8Array =>
  node.target === null ? (node.data ?? new Uint8Array()) : toBytes(node.target);

/** What the index keeps to see at a glance that a file did not change. */
export const statOf = (node: Inode): Pick<IndexEntry, 'sizeBytes' | 'mtimeMs' | 'ino'> => ({
  sizeBytes: contentsOf(node).length,
  mtimeMs: node.mtimeMs,
  ino: node.ino,
});

/** True when the stat alone proves that a file is as it was when it was staged. */
export function isSurelyUnchanged(index: Index, entry: IndexEntry, node: Inode): boolean {
  return (
    entry.mtimeMs > 0 &&
    Math.abs(entry.mtimeMs - node.mtimeMs) < 0.001 &&
    entry.ino === node.ino &&
    entry.mode === gitMode(node) &&
    entry.sizeBytes === contentsOf(node).length &&
    // A file as young as the index may have been written again within the same tick.
    entry.mtimeMs < index.writtenMs
  );
}

/** A file of the work tree as git would store it now; uses the index to avoid hashing. */
export function versionOf(index: Index, entry: IndexEntry | undefined, node: Inode): FileVersion {
  if (entry && isSurelyUnchanged(index, entry, node)) return { mode: entry.mode, oid: entry.oid };
  return { mode: gitMode(node), oid: objectId('blob', contentsOf(node)) };
}

/** True for what git can track: files and links. */
export const isTrackable = (node: Inode): boolean => !isFolder(node);
