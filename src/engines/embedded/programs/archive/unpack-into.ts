import { isFolder, isSymlink } from '../../kernel/inode.ts';
import { normalPath, resolvePath } from '../../kernel/paths.ts';
import type { Tree } from '../../kernel/tree.ts';

/** Why a member of an archive is not unpacked, in words that follow its name. */
export class Refused extends Error {}

/** Thrown when an archive as a whole passes a limit of the lab; the words follow its name. */
export class TooMuch extends Error {}

/**
 * The folder that an archive is unpacked into. Nothing is ever written outside it, whatever the archive says: not by
 * `..`, not by an absolute name, not through a link of the archive or one that was there before.
 */
export class Destination {
  readonly #tree: Tree;
  readonly #real: string;
  readonly folder: string;
  #bytes = 0;
  #entries = 0;

  /** @param folder Absolute; it must be there. */
  constructor(tree: Tree, folder: string) {
    this.#tree = tree;
    this.folder = normalPath(folder);
    this.#real = tree.realpath(folder);
  }

  /** Counts a member. @throws TooMuch past the limits of the lab. */
  count(sizeBytes: number): void {
    this.#bytes += sizeBytes;
    this.#entries += 1;
    const { unpackedBytes, unpackedEntries } = this.#tree.limits;
    if (this.#bytes > unpackedBytes) {
      throw new TooMuch(
        `it unpacks to more than ${Math.round(unpackedBytes / 2 ** 20)} MB, the limit of a lab`,
      );
    }
    if (this.#entries > unpackedEntries) {
      throw new TooMuch(
        `it holds more than ${unpackedEntries.toLocaleString('en')} files, the limit of a lab`,
      );
    }
  }

  /**
   * The absolute path for a member of this name; folders above it are made.
   *
   * @throws Refused when it would be outside; TreeError when a folder cannot be made.
   */
  pathOf(name: string): string {
    const path = resolvePath(this.folder, name);
    if (!isUnder(this.folder, path)) throw new Refused('it leads out of the folder');
    const above = path.slice(0, path.lastIndexOf('/')) || '/';
    this.#makeFolders(above);
    return path;
  }

  #makeFolders(folder: string): void {
    let at = this.folder;
    for (const part of folder.slice(this.folder.length).split('/').filter(Boolean)) {
      at = at === '/' ? `/${part}` : `${at}/${part}`;
      const node = this.#tree.tryLookup(at, false);
      if (!node) this.#tree.mkdir(at);
      else if (isSymlink(node) && !isUnder(this.#real, this.#realOf(at))) {
        throw new Refused('it leads out of the folder through a link');
      }
    }
  }

  #realOf(path: string): string {
    try {
      return this.#tree.realpath(path);
    } catch {
      // A link to nothing: what it would make is seen by its words.
      return '/';
    }
  }

  /** Makes a link. @throws Refused when what it points to is outside. */
  symlink(target: string, path: string): void {
    const from = path.slice(0, path.lastIndexOf('/')) || '/';
    if (target.startsWith('/') || !isUnder(this.folder, resolvePath(from, target))) {
      throw new Refused(`its target '${target}' leads out of the folder`);
    }
    this.#tree.symlink(target, path);
  }

  /** Takes away a file or link that stands where a new one is to be. @throws TreeError for a folder that is not empty. */
  clear(path: string): void {
    const node = this.#tree.tryLookup(path, false);
    if (node && !(isFolder(node) && this.#tree.readdir(path).length > 0)) this.#tree.rm(path);
  }
}

const isUnder = (folder: string, path: string): boolean =>
  path === folder || folder === '/' || path.startsWith(`${folder}/`);
