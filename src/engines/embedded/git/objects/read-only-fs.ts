import { TreeError, type Tree, type TreeStats } from '../../kernel/tree.ts';

type Refused = () => Promise<never>;

/** What isomorphic-git asks of a file system, as far as reading goes. */
export interface ReadOnlyFs {
  readonly promises: {
    readFile(path: string, options?: unknown): Promise<Uint8Array | string>;
    readdir(path: string): Promise<string[]>;
    stat(path: string): Promise<object>;
    lstat(path: string): Promise<object>;
    readlink(path: string): Promise<string>;
    readonly writeFile: Refused;
    readonly mkdir: Refused;
    readonly rmdir: Refused;
    readonly unlink: Refused;
    readonly symlink: Refused;
  };
}

const statsOf = ({ isFile, isFolder, isSymlink, sizeBytes, ...rest }: TreeStats): object => ({
  ...rest,
  size: sizeBytes,
  isFile: () => isFile,
  isDirectory: () => isFolder,
  isSymbolicLink: () => isSymlink,
});

/** The tree in the form that isomorphic-git reads; writing is this program's own. */
export function readOnlyFs(tree: Tree): ReadOnlyFs {
  const refuse: Refused = () => Promise.reject(new TreeError('EPERM', 'write', '/'));
  /* eslint-disable @typescript-eslint/require-await -- each must reject, not throw: isomorphic-git asks for promises */
  const promises = {
    readFile: async (path: string, options?: unknown) => {
      const bytes = tree.readFile(path);
      const text =
        options === 'utf8' ||
        (typeof options === 'object' &&
          options !== null &&
          'encoding' in options &&
          options.encoding === 'utf8');
      return text ? new TextDecoder().decode(bytes) : bytes;
    },
    readdir: async (path: string) => tree.readdir(path),
    stat: async (path: string) => statsOf(tree.stat(path)),
    lstat: async (path: string) => statsOf(tree.lstat(path)),
    readlink: async (path: string) => tree.readlink(path),
    writeFile: refuse,
    mkdir: refuse,
    rmdir: refuse,
    unlink: refuse,
    symlink: refuse,
  };
  /* eslint-enable @typescript-eslint/require-await -- as above */
  return { promises };
}
