import type { WebContainer } from '@webcontainer/api';
import type { FileSystemAPI, FSWatchCallback, FSWatchOptions } from '#container';
import { DEFAULT_LIMITS } from '../embedded/kernel/limits.ts';
import { nameFault, normalPath } from '../embedded/kernel/paths.ts';
import { TreeError } from '../embedded/kernel/tree-error.ts';

/** One folder of a real container, as the whole file system of a lab's container. */
export interface Folder {
  /** From the working directory of the real container, without a slash at either end. */
  readonly path: string;
  /** The same, absolute. */
  readonly absolute: string;
}

/** A path of the lab's container in the real one. `..` may not lead out of what stands beside the lab's folder. */
export function insideOf(folder: Folder, path: string): string {
  const [top = ''] = folder.path.split('/');
  const full = normalPath(`${folder.path}/${path}`).slice(1);
  return full === top || full.startsWith(`${top}/`) ? full : folder.path;
}

/** An error of the real client with paths as the caller gives them: seen from the lab's folder. */
export function seenFrom(folder: Folder, error: unknown, path?: string): Error {
  const message = error instanceof Error ? error.message : String(error);
  // Node's `rm` has words of its own: "Path is a directory: rm returned EISDIR (is a directory) /path".
  const [, syscall, code] = /: (\w+) returned (E[A-Z]+) \(/.exec(message) ?? [];
  if (syscall !== undefined && code !== undefined && path !== undefined) {
    return new Error(new TreeError(code, syscall, path).message, { cause: error });
  }
  const seen = message
    .replace(/^Error: /, '')
    .replaceAll(`'${folder.absolute}/`, "'")
    .replaceAll(`'${folder.absolute}'`, "'.'")
    .replaceAll(`'${folder.path}/`, "'")
    .replaceAll(`'${folder.path}'`, "'.'");
  // Node leaves the path out where it has only a descriptor: "EISDIR: illegal operation on a directory, read".
  const isNameless = path !== undefined && /^E[A-Z]+: [^']*, \w+$/.test(seen);
  return new Error(isNameless ? `${seen} '${path}'` : seen, { cause: error });
}

/**
 * `fs` of the contract over one folder of the real container.
 *
 * @param assertOpen throws when the lab's container was torn down; called before each operation
 */
export function folderFiles(
  container: WebContainer,
  folder: Folder,
  assertOpen: () => void,
): FileSystemAPI {
  const at = (path: string) => insideOf(folder, path);
  const { fs } = container;
  const told = async <T>(work: () => Promise<T>, path?: string): Promise<T> => {
    assertOpen();
    try {
      return await work();
    } catch (error) {
      throw seenFrom(folder, error, path);
    }
  };

  const readdir = async (path: string, options?: unknown): Promise<unknown> => {
    const entries = (await told(() => fs.readdir(at(path), options as never))) as unknown[];
    // The order of a real file system is its own affair; the contract's is by name.
    return entries.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  };

  const mkdir = async (path: string, options?: { recursive?: boolean }) => {
    assertNames('mkdir', path);
    await told(() => fs.mkdir(at(path), options as { recursive: true }));
    return options?.recursive ? path : undefined;
  };

  const watch = (
    path: string,
    options?: FSWatchOptions | FSWatchCallback,
    listener?: FSWatchCallback,
  ) => {
    assertOpen();
    const tell = typeof options === 'function' ? options : listener;
    const given = typeof options === 'function' ? null : (options ?? null);
    return fs.watch(at(path), given, tell);
  };

  return {
    readFile: ((path: string, encoding?: null) =>
      told(() => fs.readFile(at(path), encoding), path)) as FileSystemAPI['readFile'],
    readdir: readdir as FileSystemAPI['readdir'],
    mkdir: mkdir as FileSystemAPI['mkdir'],
    writeFile: async (path, data, options) => {
      assertNames('open', path);
      if (data.length > DEFAULT_LIMITS.fileBytes) throw new TreeError('EFBIG', 'write', path);
      await told(() => fs.writeFile(at(path), data, options));
    },
    rm: (path, options) => told(() => fs.rm(at(path), options), path),
    rename: async (from, to) => {
      assertNames('rename', to);
      await told(() => fs.rename(at(from), at(to)));
    },
    watch,
  };
}

/** A lab's rule for names, which a real file system does not know. @throws TreeError as the embedded engine does. */
function assertNames(syscall: string, path: string): void {
  for (const name of normalPath(path).split('/').slice(1)) {
    const fault = name === '' ? undefined : nameFault(name);
    if (fault !== undefined) throw new TreeError(fault, syscall, path);
  }
}

function nameOf(entry: unknown): string {
  if (typeof entry === 'string') return entry;
  if (entry instanceof Uint8Array) return new TextDecoder().decode(entry);
  return nameOf((entry as { name: unknown }).name);
}
