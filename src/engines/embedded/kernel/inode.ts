export const S_IFMT = 0o170000;
export const S_IFREG = 0o100000;
export const S_IFDIR = 0o040000;
export const S_IFLNK = 0o120000;

/** A file, folder or symbolic link. Treat as read-only outside `Tree`; change it through the tree's operations. */
export interface Inode {
  readonly ino: number;
  /** File-type and permission bits, as `st_mode`. */
  mode: number;
  mtimeMs: number;
  ctimeMs: number;
  /** Of a folder; `null` otherwise. Kept in order of creation: sort when order is shown. */
  readonly children: Map<string, Inode> | null;
  /** Of a file; `null` otherwise. Never written in place by others than its owner. */
  data: Uint8Array | null;
  /** Of a symbolic link; `null` otherwise. */
  readonly target: string | null;
}

export interface TreeStats {
  readonly ino: number;
  readonly mode: number;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly isFile: boolean;
  readonly isFolder: boolean;
  readonly isSymlink: boolean;
}

export const isFile = (node: Inode): boolean => (node.mode & S_IFMT) === S_IFREG;
export const isFolder = (node: Inode): boolean => (node.mode & S_IFMT) === S_IFDIR;
export const isSymlink = (node: Inode): boolean => (node.mode & S_IFMT) === S_IFLNK;
