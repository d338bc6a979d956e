import type { DirEnt, FileSystemAPI, FSWatchCallback, FSWatchOptions } from '#container';
import type { ContainerCalls, DirectoryEntry, WatchEvent } from './container-protocol.ts';
import { decodeBytes, encodeText } from './text-encodings.ts';

/** What the file system asks of its client. */
interface FileLink {
  absolute(path: string): string;
  call<Name extends keyof ContainerCalls>(
    method: Name,
    ...args: Parameters<ContainerCalls[Name]>
  ): Promise<ReturnType<ContainerCalls[Name]>>;
  watch(
    path: string,
    recursive: boolean,
    tell: (events: readonly WatchEvent[]) => void,
  ): () => void;
}

type Encoding = string | null | undefined;
type ReaddirOptions = Encoding | { encoding?: Encoding; withFileTypes?: boolean };

const encoder = new TextEncoder();

/** `fs` of the contract, over the calls of a container. Paths are relative to the working directory. */
export function clientFileSystem(link: FileLink): FileSystemAPI {
  const at = (path: string) => link.absolute(path);

  const readFile = async (path: string, encoding?: Encoding) => {
    const bytes = await link.call('readFile', at(path));
    return encoding ? decodeBytes(bytes, encoding) : bytes;
  };

  const readdir = async (path: string, options?: ReaddirOptions) => {
    const { encoding, withFileTypes } =
      typeof options === 'object' && options !== null
        ? options
        : { encoding: options, withFileTypes: false };
    const entries = await link.call('readdir', at(path));
    const nameOf = ({ name }: DirectoryEntry) =>
      encoding === 'buffer' ? encoder.encode(name) : name;
    return withFileTypes
      ? entries.map((entry) => directoryEntry(entry, nameOf(entry)))
      : entries.map(nameOf);
  };

  const mkdir = async (path: string, options?: { recursive?: boolean }) => {
    const recursive = options?.recursive ?? false;
    await link.call('mkdir', at(path), recursive);
    return recursive ? path : undefined;
  };

  const watch = (
    path: string,
    options?: FSWatchOptions | FSWatchCallback,
    listener?: FSWatchCallback,
  ) => {
    const tell = typeof options === 'function' ? options : listener;
    const given = typeof options === 'object' ? options : null;
    const close = link.watch(at(path), given?.recursive ?? false, (events) => {
      for (const [kind, name] of events) tell?.(kind, name);
    });
    return { close };
  };

  return {
    readFile: readFile as FileSystemAPI['readFile'],
    readdir: readdir as FileSystemAPI['readdir'],
    mkdir: mkdir as FileSystemAPI['mkdir'],
    async writeFile(path, data, options) {
      const encoding = typeof options === 'string' ? options : options?.encoding;
      const bytes = typeof data === 'string' ? encodeText(data, encoding ?? 'utf8') : data;
      await link.call('writeFile', at(path), bytes);
    },
    async rm(path, options) {
      const { recursive = false, force = false } = options ?? {};
      await link.call('rm', at(path), { recursive, force });
    },
    async rename(from, to) {
      await link.call('rename', at(from), at(to));
    },
    watch,
  };
}

function directoryEntry<Name>({ kind }: DirectoryEntry, name: Name): DirEnt<Name> {
  return { name, isFile: () => kind === 'file', isDirectory: () => kind === 'folder' };
}
