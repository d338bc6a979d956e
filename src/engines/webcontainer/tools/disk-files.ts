import {
  appendFileSync,
  chmodSync,
  cpSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import type { ShellFileCalls } from '../../embedded/kernel/shell-calls.ts';
import { TreeError } from '../../embedded/kernel/tree-error.ts';
import type { TreeStats } from '../../embedded/kernel/tree.ts';
import { walkFolder } from './walk-folder.ts';

/**
 * The file calls of our shell, on the files of the machine that it runs on.
 *
 * @param root the folder that `paths` lists, absolute
 */
export function diskFiles(root: string): ShellFileCalls {
  const calls: ShellFileCalls = {
    // A copy: what Node gives may be a part of a buffer that others write into.
    readFile: (path) => new Uint8Array(readFileSync(path)),
    writeFile: (path, bytes, { append = false, mode }) => {
      if (append) appendFileSync(path, bytes);
      else writeFileSync(path, bytes);
      if (mode !== undefined) chmodSync(path, mode);
    },
    exists: (path) => existsSync(path),
    stat: (path) => toTreeStats(statSync(path)),
    lstat: (path) => toTreeStats(lstatSync(path)),
    mkdir: (path, { recursive = false }) => {
      mkdirSync(path, { recursive });
    },
    readdir: (path) =>
      readdirSync(path, { withFileTypes: true })
        .map((entry) => ({
          name: entry.name,
          kind: entry.isDirectory()
            ? ('folder' as const)
            : entry.isSymbolicLink()
              ? ('symlink' as const)
              : ('file' as const),
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    rm: (path, { recursive = false, force = false }) => {
      const isFolder = lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
      if (isFolder && !recursive) rmdirSync(path);
      else rmSync(path, { recursive, force });
    },
    rename: (from, to) => {
      renameSync(from, to);
    },
    copy: (from, to, { recursive = false }) => {
      if (recursive) cpSync(from, to, { recursive, verbatimSymlinks: true });
      else copyFileSync(from, to);
    },
    symlink: (target, path) => {
      symlinkSync(target, path);
    },
    link: (existing, path) => {
      linkSync(existing, path);
    },
    readlink: (path) => readlinkSync(path),
    realpath: (path) => realpathSync(path),
    chmod: (path, mode) => {
      chmodSync(path, mode);
    },
    utimes: (path, mtimeMs) => {
      utimesSync(path, mtimeMs / 1000, mtimeMs / 1000);
    },
    paths: () => Array.from(walkFolder(root), ({ path }) => path),
  };
  return withTreeErrors(calls);
}

/** The same calls, with errors of the kind that the shell's protocol carries. */
function withTreeErrors(calls: ShellFileCalls): ShellFileCalls {
  const wrapped = Object.entries(calls).map(([name, call]) => [
    name,
    (...args: unknown[]): unknown => {
      try {
        return (call as (...args: unknown[]) => unknown)(...args);
      } catch (error) {
        const { code = 'EIO', syscall = name, path = '' } = error as NodeJS.ErrnoException;
        throw new TreeError(code, syscall, path);
      }
    },
  ]);
  return Object.fromEntries(wrapped) as ShellFileCalls;
}

function toTreeStats(stats: Stats): TreeStats {
  return {
    ino: stats.ino,
    mode: stats.mode,
    sizeBytes: stats.size,
    mtimeMs: stats.mtimeMs,
    ctimeMs: stats.ctimeMs,
    isFile: stats.isFile(),
    isFolder: stats.isDirectory(),
    isSymlink: stats.isSymbolicLink(),
  };
}
