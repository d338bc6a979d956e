import { joinBytes } from '#container';
import {
  isFile,
  isFolder,
  isSymlink,
  S_IFDIR,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
  type Inode,
  type TreeStats,
} from './inode.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { nameFault, normalPath } from './paths.ts';
import { TreeError } from './tree-error.ts';

export { isFile, isFolder, isSymlink, type Inode, type TreeStats } from './inode.ts';
export { normalPath, resolvePath } from './paths.ts';
export { TreeError } from './tree-error.ts';

const MAX_LINKS = 40;

/** `rename`: a name appeared or went; `change`: contents changed. `path` is absolute and normal. */
export interface TreeChange {
  readonly kind: 'rename' | 'change';
  readonly path: string;
}

interface Place {
  readonly node: Inode;
  /** With every link followed. */
  readonly path: string;
}

const encoder = new TextEncoder();
const EMPTY = new Uint8Array(0);

/**
 * The lab's file tree: synchronous, in memory, by inodes. The kernel's copy is the truth; processes work on copies.
 *
 * Every operation takes absolute paths and throws `TreeError` with Node's codes. Symbolic links are followed except in
 * the last part of `lstat`, `readlink`, `rm`, `rename` and `symlink`, and never out of the tree: there is nothing else.
 */
export class Tree {
  readonly limits: Limits;
  #nextIno = 1;
  #root: Inode;
  #bytes = 0;
  #nodes = 0;
  readonly #listeners = new Set<(change: TreeChange) => void>();

  constructor(limits: Partial<Limits> = {}) {
    this.limits = { ...DEFAULT_LIMITS, ...limits };
    this.#root = this.#inode(S_IFDIR | 0o755, '/', null);
    this.#nodes = 1;
  }

  /** All file contents together, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Files, folders and links together, the root included. */
  get nodes(): number {
    return this.#nodes;
  }

  /** Tells of each change, at once and in order. Returns the function that stops it. */
  onChange(listener: (change: TreeChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  lookup(path: string, follow = true, syscall = 'stat'): Inode {
    return this.#walk(path, follow, syscall).node;
  }

  /** As `lookup`, but `undefined` where nothing is (a part is missing or is not a folder). */
  tryLookup(path: string, follow = true): Inode | undefined {
    const found = this.#reach(path, follow, 0);
    if (typeof found !== 'string') return found.node;
    if (found === 'ENOENT' || found === 'ENOTDIR') return undefined;
    throw new TreeError(found, 'stat', path);
  }

  exists(path: string): boolean {
    return this.tryLookup(path) !== undefined;
  }

  stat(path: string): TreeStats {
    return this.#stats(this.lookup(path, true, 'stat'));
  }

  lstat(path: string): TreeStats {
    return this.#stats(this.lookup(path, false, 'lstat'));
  }

  /** The file's bytes, not copied: do not write into them. */
  readFile(path: string): Uint8Array {
    const node = this.lookup(path, true, 'open');
    if (isFolder(node)) throw new TreeError('EISDIR', 'read', path);
    return node.data ?? EMPTY;
  }

  /**
   * Writes a whole file, or adds to its end. The bytes are kept as given, not copied: hand over ownership.
   *
   * @throws TreeError EFBIG, ENOSPC past the limits; ENOENT when the folder is missing; EISDIR.
   */
  writeFile(
    path: string,
    contents: Uint8Array | string,
    options: { mode?: number; append?: boolean; mtimeMs?: number } = {},
  ): void {
    const given = typeof contents === 'string' ? encoder.encode(contents) : contents;
    const { folder, name, node, full } = this.#parentOf(path, 'open', true);
    if (node && isFolder(node)) throw new TreeError('EISDIR', 'open', path);
    const kept = options.append && node?.data ? node.data : EMPTY;
    const sizeBytes = kept.length + given.length;
    if (sizeBytes > this.limits.fileBytes) throw new TreeError('EFBIG', 'write', path);
    const growth = sizeBytes - (node?.data?.length ?? 0);
    if (this.#bytes + growth > this.limits.treeBytes) throw new TreeError('ENOSPC', 'write', path);
    const data = joinBytes([kept, given].filter(({ length }) => length > 0));
    const now = options.mtimeMs ?? Date.now();
    if (node) {
      this.#bytes += growth;
      node.data = data;
      node.mtimeMs = now;
      node.ctimeMs = Date.now();
      if (options.mode !== undefined) node.mode = S_IFREG | (options.mode & 0o7777);
      this.#tell('change', full);
    } else {
      const made = this.#inode(S_IFREG | ((options.mode ?? 0o644) & 0o7777), path, null);
      made.data = data;
      made.mtimeMs = now;
      this.#attach(folder, name, made, full, 'open');
      this.#bytes += data.length;
      this.#tell('rename', full);
    }
  }

  mkdir(path: string, options: { recursive?: boolean; mode?: number } = {}): void {
    if (options.recursive) {
      let above = '';
      for (const part of normalPath(path).split('/').filter(Boolean)) {
        above += `/${part}`;
        const node = this.tryLookup(above);
        if (!node) this.mkdir(above, options.mode === undefined ? {} : { mode: options.mode });
        else if (!isFolder(node))
          throw new TreeError(above === normalPath(path) ? 'EEXIST' : 'ENOTDIR', 'mkdir', path);
      }
      return;
    }
    const { folder, name, node, full } = this.#parentOf(path, 'mkdir', false);
    if (node) throw new TreeError('EEXIST', 'mkdir', path);
    const made = this.#inode(S_IFDIR | ((options.mode ?? 0o755) & 0o7777), path, null);
    this.#attach(folder, name, made, full, 'mkdir');
    this.#tell('rename', full);
  }

  /** Names in a folder, sorted by code unit. */
  readdir(path: string): string[] {
    const node = this.lookup(path, true, 'scandir');
    if (!node.children) throw new TreeError('ENOTDIR', 'scandir', path);
    return [...node.children.keys()].sort();
  }

  /** Removes a file, a link (not what it points to) or, with `recursive`, a folder; an empty folder needs no option. */
  rm(path: string, options: { recursive?: boolean; force?: boolean } = {}): void {
    let found;
    try {
      found = this.#parentOf(path, 'rm', false);
    } catch (error) {
      const code = error instanceof TreeError ? error.code : '';
      if (options.force && (code === 'ENOENT' || code === 'ENOTDIR')) return;
      throw error;
    }
    const { folder, name, node, full } = found;
    if (!node) {
      if (options.force) return;
      throw new TreeError('ENOENT', 'rm', path);
    }
    if (node.children && node.children.size > 0 && !options.recursive) {
      throw new TreeError('ENOTEMPTY', 'rm', path);
    }
    this.#release(node);
    folder.children?.delete(name);
    folder.mtimeMs = Date.now();
    this.#tell('rename', full);
  }

  /** As POSIX `rename`: replaces a file, or an empty folder by a folder. */
  rename(from: string, to: string): void {
    const source = this.#parentOf(from, 'rename', false);
    const target = this.#parentOf(to, 'rename', false);
    const { node } = source;
    if (!node) throw new TreeError('ENOENT', 'rename', from);
    if (node === target.node) return;
    if (isFolder(node) && `${target.full}/`.startsWith(`${source.full}/`)) {
      throw new TreeError('EINVAL', 'rename', to);
    }
    if (target.node) {
      if (isFolder(target.node)) {
        if (!isFolder(node)) throw new TreeError('EISDIR', 'rename', to);
        if (target.node.children?.size) throw new TreeError('ENOTEMPTY', 'rename', to);
      } else if (isFolder(node)) throw new TreeError('ENOTDIR', 'rename', to);
    }
    this.#assertFits(target.full, node, 'rename');
    if (target.node) this.#release(target.node);
    source.folder.children?.delete(source.name);
    target.folder.children?.set(target.name, node);
    source.folder.mtimeMs = target.folder.mtimeMs = Date.now();
    this.#tell('rename', source.full);
    this.#tell('rename', target.full);
  }

  symlink(target: string, path: string): void {
    const { folder, name, node, full } = this.#parentOf(path, 'symlink', false);
    if (node) throw new TreeError('EEXIST', 'symlink', path);
    if (target === '' || target.length > this.limits.pathLength) {
      throw new TreeError('EINVAL', 'symlink', path);
    }
    const made = this.#inode(S_IFLNK | 0o777, path, target);
    this.#attach(folder, name, made, full, 'symlink');
    this.#tell('rename', full);
  }

  readlink(path: string): string {
    const node = this.lookup(path, false, 'readlink');
    if (node.target === null) throw new TreeError('EINVAL', 'readlink', path);
    return node.target;
  }

  chmod(path: string, mode: number): void {
    const { node, path: full } = this.#walk(path, true, 'chmod');
    if ((node.mode & 0o7777) === (mode & 0o7777)) return;
    node.mode = (node.mode & S_IFMT) | (mode & 0o7777);
    node.ctimeMs = Date.now();
    this.#tell('change', full);
  }

  utimes(path: string, mtimeMs: number): void {
    const { node, path: full } = this.#walk(path, true, 'utime');
    node.mtimeMs = mtimeMs;
    this.#tell('change', full);
  }

  /** The path with every symbolic link followed. */
  realpath(path: string): string {
    return this.#walk(path, true, 'realpath').path;
  }

  /** All under a path, parents before children, names sorted; the path itself first. Links are not followed. */
  *walk(path = '/'): Generator<readonly [path: string, node: Inode]> {
    const full = normalPath(path);
    yield* this.#walkNode(full, this.lookup(full, false));
  }

  *#walkNode(path: string, node: Inode): Generator<readonly [string, Inode]> {
    yield [path, node];
    if (!node.children) return;
    for (const name of [...node.children.keys()].sort()) {
      const child = node.children.get(name);
      if (child) yield* this.#walkNode(path === '/' ? `/${name}` : `${path}/${name}`, child);
    }
  }

  #walk(path: string, follow: boolean, syscall: string): Place {
    const found = this.#reach(path, follow, 0);
    if (typeof found === 'string') throw new TreeError(found, syscall, path);
    return found;
  }

  /** What stands at a path, or the code of why nothing does: to make an error is dear, and much is asked for that is not there. */
  #reach(path: string, follow: boolean, links: number): Place | string {
    if (path.length > this.limits.pathLength) return 'ENAMETOOLONG';
    if (path.includes('\0')) return 'EINVAL';
    if (links > MAX_LINKS) return 'ELOOP';
    // `..` is taken from the folder really reached, not from the text, as POSIX does.
    const above: Place[] = [];
    let here: Place = { node: this.#root, path: '/' };
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    for (const [index, part] of parts.entries()) {
      if (!here.node.children) return 'ENOTDIR';
      if (part === '..') {
        here = above.pop() ?? here;
        continue;
      }
      const child = here.node.children.get(part);
      if (!child) return 'ENOENT';
      const last = index === parts.length - 1;
      if (child.target !== null && (follow || !last)) {
        const base = child.target.startsWith('/') ? '' : here.path;
        const rest = parts.slice(index + 1).join('/');
        const next = `${base}/${child.target}${rest === '' ? '' : `/${rest}`}`;
        return this.#reach(next, follow, links + 1);
      }
      above.push(here);
      here = { node: child, path: here.path === '/' ? `/${part}` : `${here.path}/${part}` };
    }
    return here;
  }

  /** The folder that holds (or would hold) a path's last part. With `follow`, a link in the last part is followed. */
  #parentOf(
    path: string,
    syscall: string,
    follow: boolean,
    links = 0,
  ): { folder: Inode; name: string; node: Inode | undefined; full: string } {
    if (links > MAX_LINKS) throw new TreeError('ELOOP', syscall, path);
    const normal = path.replace(/\/+$/, '');
    const cut = normal.lastIndexOf('/');
    const name = normal.slice(cut + 1);
    if (name === '' || name === '.' || name === '..') {
      throw new TreeError(syscall === 'mkdir' ? 'EEXIST' : 'EINVAL', syscall, path);
    }
    const { node: folder, path: at } = this.#folderAt(normal.slice(0, cut), syscall, path);
    if (!folder.children) throw new TreeError('ENOTDIR', syscall, path);
    const node = folder.children.get(name);
    if (follow && node && node.target !== null) {
      const next = node.target.startsWith('/') ? node.target : `${at}/${node.target}`;
      return this.#parentOf(next, syscall, true, links + 1);
    }
    return { folder, name, node, full: at === '/' ? `/${name}` : `${at}/${name}` };
  }

  /** The caller asked for something in the folder: an error names that. */
  #folderAt(folder: string, syscall: string, path: string): Place {
    const found = this.#reach(folder || '/', true, 0);
    if (typeof found === 'string') throw new TreeError(found, syscall, path);
    return found;
  }

  #inode(mode: number, path: string, target: string | null): Inode {
    if (this.#nodes + 1 > this.limits.nodes) throw new TreeError('ENOSPC', 'open', path);
    const now = Date.now();
    return {
      ino: this.#nextIno++,
      mode,
      mtimeMs: now,
      ctimeMs: now,
      children: (mode & S_IFMT) === S_IFDIR ? new Map() : null,
      data: null,
      target,
    };
  }

  #attach(folder: Inode, name: string, node: Inode, full: string, syscall: string): void {
    this.#assertFits(full, node, syscall);
    folder.children?.set(name, node);
    folder.mtimeMs = Date.now();
    this.#nodes += 1;
  }

  /** Past the limits a node would exist that no path reaches. */
  #assertFits(full: string, node: Inode, syscall: string): void {
    const fault = nameFault(full.slice(full.lastIndexOf('/') + 1));
    if (fault) throw new TreeError(fault, syscall, full);
    const depth = full.split('/').length - 1;
    if (full.length > this.limits.pathLength || depth > this.limits.depth) {
      throw new TreeError('ENAMETOOLONG', syscall, full);
    }
    if (!node.children) return;
    for (const [name, child] of node.children) this.#assertFits(`${full}/${name}`, child, syscall);
  }

  #release(node: Inode): void {
    this.#nodes -= 1;
    this.#bytes -= node.data?.length ?? 0;
    if (node.children) for (const child of node.children.values()) this.#release(child);
  }

  #stats(node: Inode): TreeStats {
    return {
      ino: node.ino,
      mode: node.mode,
      sizeBytes:
        node.data?.length ?? (node.target === null ? 0 : encoder.encode(node.target).length),
      mtimeMs: node.mtimeMs,
      ctimeMs: node.ctimeMs,
      isFile: isFile(node),
      isFolder: isFolder(node),
      isSymlink: isSymlink(node),
    };
  }

  #tell(kind: TreeChange['kind'], path: string): void {
    for (const listener of this.#listeners) listener({ kind, path });
  }
}
