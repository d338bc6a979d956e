import { isFolder, TreeError, type Inode, type Tree } from '../kernel/tree.ts';
import type { EmscriptenFs, FsMount, FsNode, FsStream, Pyodide } from './pyodide-shape.ts';

const S_IFMT = 0o170000;
const S_IFREG = 0o100000;
const S_IFDIR = 0o040000;
const UMASK = 0o022;
const BLOCK_BYTES = 4096;
const EMPTY = new Uint8Array(0);
/** Names at the root that belong to the interpreter itself. */
const RESERVED = new Set(['dev', 'lib', 'proc']);

interface Attributes {
  mode?: number;
  mtime?: number;
  timestamp?: number;
  size?: number;
}

/**
 * Shows a tree to the interpreter as its own files: `/home`, `/tmp` and whatever else stands at the tree's root.
 *
 * Nothing is copied: Python reads and writes the inodes. A file that is written gets bytes of its own first, so that a
 * comparison of `data` by identity tells which files changed; `touched` is called when contents are written. The tree's limits reach Python as ENOSPC and EFBIG.
 */
export function mountTree(python: Pyodide, tree: Tree, touched: () => void): void {
  const { FS } = python;
  const type = new TreeFileSystem(python, tree, touched);
  for (const name of tree.readdir('/')) {
    if (RESERVED.has(name) || !isFolder(tree.lookup(`/${name}`))) continue;
    FS.mkdirTree(`/${name}`);
    FS.mount(type, { root: `/${name}` }, `/${name}`);
  }
  renameAcrossMounts(FS, type);
}

class TreeFileSystem {
  readonly #FS: EmscriptenFs;
  readonly #python: Pyodide;
  readonly #tree: Tree;
  readonly mounts = new Set<FsMount>();
  /** Growing buffers of files written here; `inode.data` is a view of the filled part. */
  readonly #owned = new WeakMap<Inode, Uint8Array>();
  #usedBytes: number;

  readonly #touched: () => void;

  constructor(python: Pyodide, tree: Tree, touched: () => void) {
    this.#touched = touched;
    this.#python = python;
    this.#FS = python.FS;
    this.#tree = tree;
    this.#usedBytes = tree.bytes;
  }

  mount(mount: FsMount): FsNode {
    this.mounts.add(mount);
    return this.#node(null, '/', this.#tree.lookup(mount.opts.root));
  }

  #node(parent: FsNode | null, name: string, inode: Inode): FsNode {
    const node = this.#FS.createNode(parent, name, inode.mode, 0);
    node.inode = inode;
    node.node_ops = this.#nodeOperations;
    node.stream_ops = this.#streamOperations;
    return node;
  }

  #path(node: FsNode): string {
    const parts: string[] = [];
    let here = node;
    while (here.parent !== here) {
      parts.push(here.name);
      here = here.parent;
    }
    const { root } = here.mount.opts;
    return parts.length === 0 ? root : `${root}/${parts.reverse().join('/')}`;
  }

  #fail(code: string): never {
    const { EIO } = this.#python.ERRNO_CODES;
    throw new this.#FS.ErrnoError(this.#python.ERRNO_CODES[code] ?? EIO ?? 29);
  }

  /** Runs an operation of the tree; its errors become the interpreter's. */
  #ask<Result>(operation: () => Result): Result {
    try {
      return operation();
    } catch (error) {
      if (error instanceof TreeError) this.#fail(error.code);
      throw error;
    }
  }

  #child(parent: FsNode, name: string): FsNode {
    const inode = parent.inode.children?.get(name);
    return inode ? this.#node(parent, name, inode) : this.#fail('ENOENT');
  }

  /** Gives a file this many bytes, keeping what fits and filling with zeros, in a buffer of its own. */
  #resize(inode: Inode, sizeBytes: number): Uint8Array {
    const { limits } = this.#tree;
    const old = inode.data ?? EMPTY;
    if (sizeBytes > limits.fileBytes) this.#fail('EFBIG');
    const growth = sizeBytes - old.length;
    if (growth > 0 && this.#usedBytes + growth > limits.treeBytes) this.#fail('ENOSPC');
    let buffer = this.#owned.get(inode);
    if (!buffer || buffer.length < sizeBytes) {
      const roomy = old.length === 0 ? sizeBytes : Math.min(old.length * 2, old.length + 2 ** 24);
      buffer = new Uint8Array(Math.max(sizeBytes, roomy));
      buffer.set(old.subarray(0, sizeBytes));
      this.#owned.set(inode, buffer);
    } else if (growth > 0) {
      buffer.fill(0, old.length, sizeBytes);
    }
    const data = buffer.subarray(0, sizeBytes);
    this.#usedBytes += growth;
    inode.data = data;
    this.#touched();
    inode.mtimeMs = inode.ctimeMs = Date.now();
    return data;
  }

  #release(inode: Inode | undefined): void {
    this.#usedBytes -= inode?.data?.length ?? 0;
  }

  readonly #nodeOperations = {
    getattr: ({ inode }: FsNode) => {
      const sizeBytes =
        inode.data?.length ?? inode.target?.length ?? (isFolder(inode) ? BLOCK_BYTES : 0);
      return {
        dev: 1,
        ino: inode.ino,
        mode: inode.mode,
        nlink: 1,
        uid: 0,
        gid: 0,
        rdev: 0,
        size: sizeBytes,
        atime: new Date(inode.mtimeMs),
        mtime: new Date(inode.mtimeMs),
        ctime: new Date(inode.ctimeMs),
        blksize: BLOCK_BYTES,
        blocks: Math.ceil(sizeBytes / 512),
      };
    },
    setattr: (node: FsNode, { mode, mtime, timestamp, size }: Attributes) => {
      const { inode } = node;
      if (mode !== undefined) {
        const bits = node.justMade ? mode & ~UMASK : mode;
        node.justMade = false;
        inode.mode = (inode.mode & S_IFMT) | (bits & 0o7777);
        node.mode = inode.mode;
        inode.ctimeMs = Date.now();
      }
      if (size !== undefined) this.#resize(inode, size);
      if (mode !== undefined || mtime !== undefined) this.#touched();
      if (mtime !== undefined) inode.mtimeMs = mtime;
      else if (timestamp !== undefined && size === undefined) inode.ctimeMs = timestamp;
    },
    lookup: (parent: FsNode, name: string) => this.#child(parent, name),
    mknod: (parent: FsNode, name: string, mode: number) => {
      const path = `${this.#path(parent)}/${name}`;
      const bits = mode & 0o7777 & ~UMASK;
      this.#ask(() => {
        if ((mode & S_IFMT) === S_IFDIR) this.#tree.mkdir(path, { mode: bits });
        else if ((mode & S_IFMT) === S_IFREG) this.#tree.writeFile(path, EMPTY, { mode: bits });
        else throw new TreeError('EPERM', 'mknod', path);
      });
      const node = this.#child(parent, name);
      node.justMade = (mode & S_IFMT) === S_IFREG;
      return node;
    },
    rename: (node: FsNode, folder: FsNode, name: string) => {
      const replaced = folder.inode.children?.get(name);
      const stale = replaced && this.#FS.lookupNode(folder, name);
      this.#ask(() => {
        this.#tree.rename(this.#path(node), `${this.#path(folder)}/${name}`);
      });
      this.#release(replaced);
      // The interpreter's cache of names still has the replaced node.
      if (stale) this.#FS.hashRemoveNode(stale);
      node.name = name;
    },
    unlink: (parent: FsNode, name: string) => {
      this.#release(parent.inode.children?.get(name));
      this.#ask(() => {
        this.#tree.rm(`${this.#path(parent)}/${name}`);
      });
    },
    rmdir: (parent: FsNode, name: string) => {
      this.#ask(() => {
        this.#tree.rm(`${this.#path(parent)}/${name}`);
      });
    },
    readdir: ({ inode }: FsNode) => ['.', '..', ...[...(inode.children?.keys() ?? [])].sort()],
    symlink: (parent: FsNode, name: string, target: string) => {
      this.#ask(() => {
        this.#tree.symlink(target, `${this.#path(parent)}/${name}`);
      });
      return this.#child(parent, name);
    },
    readlink: ({ inode }: FsNode) => inode.target ?? this.#fail('EINVAL'),
    statfs: () => {
      const { treeBytes, nodes } = this.#tree.limits;
      const free = Math.max(0, Math.floor((treeBytes - this.#usedBytes) / BLOCK_BYTES));
      return {
        blocks: Math.floor(treeBytes / BLOCK_BYTES),
        bfree: free,
        bavail: free,
        files: nodes,
        ffree: nodes - this.#tree.nodes,
      };
    },
  };

  readonly #streamOperations = {
    read: (stream: FsStream, into: Uint8Array, offset: number, length: number, from: number) => {
      const { data } = stream.node.inode;
      if (!data || from >= data.length) return 0;
      const part = data.subarray(from, Math.min(from + length, data.length));
      into.set(part, offset);
      return part.length;
    },
    write: (stream: FsStream, from: Uint8Array, offset: number, length: number, at: number) => {
      const { inode } = stream.node;
      if (length === 0) return 0;
      const size = Math.max(at + length, inode.data?.length ?? 0);
      this.#resize(inode, size).set(from.subarray(offset, offset + length), at);
      return length;
    },
    llseek: (stream: FsStream, offset: number, whence: number) => {
      const base = [0, stream.position, stream.node.inode.data?.length ?? 0][whence] ?? 0;
      return base + offset < 0 ? this.#fail('EINVAL') : base + offset;
    },
    mmap: (stream: FsStream, length: number, position: number) => {
      const module = this.#python._module;
      const pointer = module._malloc(length);
      if (pointer === 0) this.#fail('ENOMEM');
      const data = (stream.node.inode.data ?? EMPTY).subarray(position, position + length);
      module.HEAPU8.fill(0, pointer, pointer + length);
      module.HEAPU8.set(data, pointer);
      return { ptr: pointer, allocated: true };
    },
    msync: (stream: FsStream, from: Uint8Array, offset: number, length: number) => {
      this.#streamOperations.write(stream, from, 0, length, offset);
      return 0;
    },
  };
}

/** Forgets what the interpreter has kept of a path that somebody else took away. */
export function forgetPath({ FS }: Pyodide, path: string): void {
  try {
    FS.hashRemoveNode(FS.lookupPath(path).node);
  } catch {
    // It knew nothing of it.
  }
}

/** The tree is one file system, though it is mounted in parts: `os.rename('/tmp/a', '/home/lab/a')` works. */
function renameAcrossMounts(FS: EmscriptenFs, type: TreeFileSystem): void {
  const rename = FS.rename.bind(FS);
  FS.rename = (from, to) => {
    const source = FS.lookupPath(from, { parent: true }).node;
    const target = FS.lookupPath(to, { parent: true }).node;
    const ownMount = target.mount;
    if (source.mount === ownMount || !type.mounts.has(source.mount) || !type.mounts.has(ownMount)) {
      rename(from, to);
      return;
    }
    target.mount = source.mount;
    try {
      rename(from, to);
    } finally {
      target.mount = ownMount;
    }
  };
}
