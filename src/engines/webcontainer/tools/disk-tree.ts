import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { Tree, isFolder, isSymlink } from '../../embedded/kernel/tree.ts';
import { walkFolder } from './walk-folder.ts';

/** A folder of this machine as a tree of the kernel, for the kernel's programs. */
export interface DiskTree {
  readonly tree: Tree;
  /** Writes what was changed in the tree since it was read back to the folder. */
  readonly save: () => void;
  /** Reads the folder again: another program may have changed it. */
  readonly refresh: () => void;
}

/**
 * Reads a folder, absolute, into a tree at the same path.
 *
 * @throws TreeError past the tree's limits; Error of Node when something cannot be read.
 */
export function readDiskTree(folder: string): DiskTree {
  const tree = new Tree();
  tree.mkdir(folder, { recursive: true });
  readInto(tree, folder);
  const touched = new Set<string>();
  tree.onChange(({ path }) => touched.add(path));
  return {
    tree,
    save: () => {
      // Parents stand before their children, and what is gone goes first.
      for (const path of [...touched].sort()) if (!tree.tryLookup(path, false)) drop(path);
      for (const path of [...touched].sort()) {
        if (tree.tryLookup(path, false)) put(tree, path);
      }
      touched.clear();
    },
    refresh: () => {
      for (const name of tree.readdir(folder)) tree.rm(`${folder}/${name}`, { recursive: true });
      readInto(tree, folder);
      touched.clear();
    },
  };
}

function readInto(tree: Tree, folder: string): void {
  for (const { path, stats } of walkFolder(folder)) {
    const mode = stats.mode & 0o777;
    if (stats.isDirectory()) tree.mkdir(path, { mode });
    else if (stats.isSymbolicLink()) tree.symlink(readlinkSync(path), path);
    else if (stats.isFile()) {
      tree.writeFile(path, new Uint8Array(readFileSync(path)), { mode, mtimeMs: stats.mtimeMs });
    }
  }
}

const drop = (path: string): void => {
  rmSync(path, { recursive: true, force: true });
};

function put(tree: Tree, top: string): void {
  for (const [path, node] of tree.walk(top)) {
    const there = lstatSync(path, { throwIfNoEntry: false });
    if (isFolder(node)) {
      if (there && !there.isDirectory()) drop(path);
      mkdirSync(path, { recursive: true });
    } else if (isSymlink(node)) {
      if (there) drop(path);
      symlinkSync(node.target ?? '', path);
    } else {
      if (there && !there.isFile()) drop(path);
      writeFileSync(path, node.data ?? new Uint8Array(0));
      chmodSync(path, node.mode & 0o777);
      utimesSync(path, node.mtimeMs / 1000, node.mtimeMs / 1000);
    }
  }
}
