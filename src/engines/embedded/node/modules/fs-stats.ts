import { S_IFDIR, S_IFLNK, S_IFMT, S_IFREG, type TreeStats } from '../../kernel/inode.ts';

const BLOCK_BYTES = 4096;

/** Node's `fs.Stats` of a file of the tree. */
export class Stats {
  dev = 1;
  mode: number;
  nlink = 1;
  uid = 1000;
  gid = 1000;
  rdev = 0;
  blksize = BLOCK_BYTES;
  ino: number;
  size: number;
  blocks: number;
  atimeMs: number;
  mtimeMs: number;
  ctimeMs: number;
  birthtimeMs: number;

  constructor(stats: TreeStats) {
    this.mode = stats.mode;
    this.ino = stats.ino;
    this.size = stats.isFolder ? BLOCK_BYTES : stats.sizeBytes;
    this.blocks = Math.ceil(this.size / BLOCK_BYTES) * (BLOCK_BYTES / 512);
    this.atimeMs = stats.mtimeMs;
    this.mtimeMs = stats.mtimeMs;
    this.ctimeMs = stats.ctimeMs;
    this.birthtimeMs = Math.min(stats.ctimeMs, stats.mtimeMs);
  }

  get atime(): Date {
    return new Date(this.atimeMs);
  }
  get mtime(): Date {
    return new Date(this.mtimeMs);
  }
  get ctime(): Date {
    return new Date(this.ctimeMs);
  }
  get birthtime(): Date {
    return new Date(this.birthtimeMs);
  }
  isFile(): boolean {
    return (this.mode & S_IFMT) === S_IFREG;
  }
  isDirectory(): boolean {
    return (this.mode & S_IFMT) === S_IFDIR;
  }
  isSymbolicLink(): boolean {
    return (this.mode & S_IFMT) === S_IFLNK;
  }
  isBlockDevice(): boolean {
    return false;
  }
  isCharacterDevice(): boolean {
    return false;
  }
  isFIFO(): boolean {
    return false;
  }
  isSocket(): boolean {
    return false;
  }
}

/** Node's `fs.Dirent`. */
export class Dirent {
  name: string;
  parentPath: string;
  readonly #type: number;

  constructor(name: string, parentPath: string, mode: number) {
    this.name = name;
    this.parentPath = parentPath;
    this.#type = mode & S_IFMT;
    Object.defineProperty(this, Symbol('type'), {
      value: this.isFile() ? 1 : this.isDirectory() ? 2 : 3,
      enumerable: true,
    });
  }

  isFile(): boolean {
    return this.#type === S_IFREG;
  }
  isDirectory(): boolean {
    return this.#type === S_IFDIR;
  }
  isSymbolicLink(): boolean {
    return this.#type === S_IFLNK;
  }
  isBlockDevice(): boolean {
    return false;
  }
  isCharacterDevice(): boolean {
    return false;
  }
  isFIFO(): boolean {
    return false;
  }
  isSocket(): boolean {
    return false;
  }
}
