import type { DirectoryEntry } from './container-protocol.ts';
import { isFolder, isSymlink } from './inode.ts';
import type { ShellCalls } from './shell-protocol.ts';
import { TreeError } from './tree-error.ts';
import type { Tree } from './tree.ts';

/** Calls about processes: they are answered by the shell's process, not by the tree. */
export type ShellProcessCall =
  | 'run'
  | 'startJob'
  | 'jobs'
  | 'forgetJobs'
  | 'leaveJobs'
  | 'disown'
  | 'waitFor'
  | 'signal'
  | 'processes';

/** The file calls of a shell, on the tree. */
export type ShellFileCalls = Omit<ShellCalls, ShellProcessCall>;

export function shellFileCalls(tree: Tree): ShellFileCalls {
  return {
    readFile: (path) => tree.readFile(path),
    writeFile: (path, bytes, options) => {
      tree.writeFile(path, bytes, options);
    },
    exists: (path) => tree.exists(path),
    stat: (path) => tree.stat(path),
    lstat: (path) => tree.lstat(path),
    mkdir: (path, options) => {
      tree.mkdir(path, options);
    },
    readdir: (path) => listFolder(tree, path),
    rm: (path, options) => {
      tree.rm(path, options);
    },
    rename: (from, to) => {
      tree.rename(from, to);
    },
    copy: (from, to, options) => {
      copy(tree, from, to, options.recursive ?? false);
    },
    symlink: (target, path) => {
      tree.symlink(target, path);
    },
    // Hard links are not kept: the second name gets a copy, which differs only when one of the two is changed.
    link: (existing, path) => {
      if (tree.tryLookup(path, false)) throw new TreeError('EEXIST', 'link', path);
      tree.writeFile(path, tree.readFile(existing), { mode: tree.stat(existing).mode });
    },
    readlink: (path) => tree.readlink(path),
    realpath: (path) => tree.realpath(path),
    chmod: (path, mode) => {
      tree.chmod(path, mode);
    },
    utimes: (path, mtimeMs) => {
      tree.utimes(path, mtimeMs);
    },
    paths: () => Array.from(tree.walk('/'), ([path]) => path),
  };
}

/** Names in a folder with their kinds, sorted. */
export function listFolder(tree: Tree, path: string): DirectoryEntry[] {
  const { children } = tree.lookup(path, true, 'scandir');
  return tree.readdir(path).map((name) => {
    const node = children?.get(name);
    const kind = node && isFolder(node) ? 'folder' : node && isSymlink(node) ? 'symlink' : 'file';
    return { name, kind };
  });
}

function copy(tree: Tree, from: string, to: string, recursive: boolean): void {
  const node = tree.lookup(from, !recursive, 'cp');
  if (isSymlink(node)) {
    tree.rm(to, { force: true });
    tree.symlink(node.target ?? '', to);
  } else if (isFolder(node)) {
    if (!recursive) throw new TreeError('EISDIR', 'cp', from);
    if (`${tree.realpath(parentOf(to))}/`.startsWith(`${tree.realpath(from)}/`)) {
      throw new TreeError('EINVAL', 'cp', to);
    }
    tree.mkdir(to, { recursive: true, mode: node.mode });
    for (const name of tree.readdir(from)) copy(tree, `${from}/${name}`, `${to}/${name}`, true);
  } else {
    // Inodes may share bytes: they are replaced, never written in place.
    tree.writeFile(to, tree.readFile(from), { mode: node.mode });
  }
}

const parentOf = (path: string): string => path.replace(/\/+[^/]*\/*$/, '') || '/';
