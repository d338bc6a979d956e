import type { FileEntry, FileTree } from '#container';
import { entryAt } from './work-tree.ts';

/** What isomorphic-git asks of a file system; everything that would write refuses. */
export interface GitFiles {
  readonly promises: Readonly<Record<string, (...args: never[]) => Promise<unknown>>>;
}

const decoder = new TextDecoder();

/** A read-only file system for isomorphic-git over a tree of files in memory, at "/". */
export function gitFiles(tree: FileTree): GitFiles {
  const folders = folderIndex(tree);
  const own = (path: string) => path.replace(/^\/+|\/+$/g, '');

  function entry(path: string, follow: boolean): FileEntry {
    const key = own(path);
    if (folders.has(key)) return { kind: 'folder' };
    const found = follow ? entryAt(tree, key) : tree[key];
    if (!found || !(follow || Object.hasOwn(tree, key))) throw fileError('ENOENT', path);
    return found;
  }

  const refuse = (path: string) => Promise.reject(fileError('EROFS', path));
  return {
    promises: {
      readFile(path: string, options?: { encoding?: string } | string) {
        return attempt(() => {
          const found = entry(path, true);
          if (found.kind !== 'file') throw fileError('EISDIR', path);
          const encoding = typeof options === 'string' ? options : options?.encoding;
          return encoding === 'utf8' ? decoder.decode(found.bytes) : found.bytes;
        });
      },
      readdir(path: string) {
        return attempt(() => {
          const names = folders.get(own(path));
          if (names) return [...names].sort();
          throw fileError(Object.hasOwn(tree, own(path)) ? 'ENOTDIR' : 'ENOENT', path);
        });
      },
      readlink(path: string) {
        return attempt(() => {
          const found = entry(path, false);
          if (found.kind !== 'symlink') throw fileError('EINVAL', path);
          return found.target;
        });
      },
      stat: (path: string) => attempt(() => stats(entry(path, true))),
      lstat: (path: string) => attempt(() => stats(entry(path, false))),
      writeFile: refuse,
      mkdir: refuse,
      rmdir: refuse,
      unlink: refuse,
      symlink: refuse,
    },
  };
}

/** The names in every folder, by its path; the root is "". */
function folderIndex(tree: FileTree): Map<string, Set<string>> {
  const folders = new Map<string, Set<string>>([['', new Set()]]);
  const namesIn = (path: string): Set<string> => {
    const known = folders.get(path);
    if (known) return known;
    const names = new Set<string>();
    folders.set(path, names);
    const slash = path.lastIndexOf('/');
    namesIn(path.slice(0, Math.max(0, slash))).add(path.slice(slash + 1));
    return names;
  };
  for (const [path, found] of Object.entries(tree)) {
    if (found.kind === 'folder') {
      namesIn(path);
      continue;
    }
    const slash = path.lastIndexOf('/');
    namesIn(path.slice(0, Math.max(0, slash))).add(path.slice(slash + 1));
  }
  return folders;
}

function stats(found: FileEntry) {
  const { kind } = found;
  return {
    type: kind === 'folder' ? 'dir' : kind,
    mode: kind === 'file' && found.executable ? 0o100755 : 0o100644,
    size: kind === 'file' ? found.bytes.length : 0,
    ino: 0,
    mtimeMs: 0,
    ctimeMs: 0,
    uid: 0,
    gid: 0,
    dev: 0,
    isFile: () => kind === 'file',
    isDirectory: () => kind === 'folder',
    isSymbolicLink: () => kind === 'symlink',
  };
}

// isomorphic-git tells a missing file from a broken one by `code`.
function fileError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

function attempt<T>(read: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(read());
  });
}
