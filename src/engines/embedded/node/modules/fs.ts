import { normalPath } from '../../kernel/paths.ts';
import { loop } from '../core/event-loop.ts';
import { assertFunction } from '../core/node-error.ts';
import { absolute, state } from '../core/process-state.ts';
import { onTreeChange } from '../core/tree-copy.ts';
import { EventEmitter } from './events.ts';
import { called } from './fs-errors.ts';
import { CONSTANTS } from './fs-descriptors.ts';
import { Dirent, Stats } from './fs-stats.ts';
import { ReadStream, WriteStream } from './fs-streams.ts';
import { shownPath } from './fs-arguments.ts';
import { syncCalls } from './fs-sync.ts';

type Call = (...args: unknown[]) => unknown;
type Callback = (error: unknown, ...results: unknown[]) => void;
const calls = syncCalls as unknown as Readonly<Record<string, Call>>;

/** The result in the poll phase, as of a call that the system works on. */
function later(name: string, args: readonly unknown[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    loop.complete(() => {
      try {
        resolve(calls[name]?.(...args));
      } catch (error) {
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- it is what the call threw
        reject(error);
      }
    });
  });
}

function callbackForm(name: string): Call {
  const form = (...given: unknown[]) => {
    const args = [...given];
    const callback = args.pop() as Callback;
    assertFunction('cb', callback);
    // Wrong arguments are the caller's mistake: told at once, as Node does.
    if (typeof args[0] !== 'number' && name !== 'mkdtemp')
      shownPath(args[0], name === 'rename' ? 'oldPath' : 'path');
    loop.complete(() => {
      let result: unknown;
      try {
        result = calls[name]?.(...args);
      } catch (error) {
        callback(error);
        return;
      }
      if (name === 'read' || name === 'write') callback(null, result, args[1]);
      else if (result === undefined && name !== 'mkdir') callback(null);
      else callback(null, result);
    });
  };
  return Object.defineProperty<Call>(form, 'name', { value: name });
}

/** `fs.promises.FileHandle`. */
class FileHandle extends EventEmitter {
  readonly fd: number;

  constructor(fd: number) {
    super();
    this.fd = fd;
  }

  readFile(options?: unknown): Promise<unknown> {
    return later('readFile', [this.fd, options]);
  }
  writeFile(data: unknown, options?: unknown): Promise<unknown> {
    return later('writeFile', [this.fd, data, options]);
  }
  appendFile(data: unknown, options?: unknown): Promise<unknown> {
    return later('appendFile', [this.fd, data, options]);
  }
  async read(
    buffer: Uint8Array = Buffer.alloc(16_384),
    ...rest: unknown[]
  ): Promise<{ bytesRead: unknown; buffer: Uint8Array }> {
    return { bytesRead: await later('read', [this.fd, buffer, ...rest]), buffer };
  }
  async write(
    data: unknown,
    ...rest: unknown[]
  ): Promise<{ bytesWritten: unknown; buffer: unknown }> {
    return { bytesWritten: await later('write', [this.fd, data, ...rest]), buffer: data };
  }
  stat(): Promise<unknown> {
    return later('fstat', [this.fd]);
  }
  truncate(length?: number): Promise<unknown> {
    return later('ftruncate', [this.fd, length]);
  }
  sync(): Promise<unknown> {
    return later('fsync', [this.fd]);
  }
  datasync(): Promise<unknown> {
    return later('fdatasync', [this.fd]);
  }
  async close(): Promise<void> {
    await later('close', [this.fd]);
    this.emit('close');
  }
  createReadStream(options: object = {}): ReadStream {
    return new ReadStream('', { ...options, fd: this.fd });
  }
  createWriteStream(options: object = {}): WriteStream {
    return new WriteStream('', { ...options, fd: this.fd });
  }
  async *readLines(options?: object): AsyncGenerator<string> {
    let rest = '';
    for await (const chunk of this.createReadStream({ encoding: 'utf8', ...options })) {
      const lines = (rest + String(chunk)).split(/\r?\n/);
      rest = lines.pop() ?? '';
      yield* lines;
    }
    if (rest !== '') yield rest;
  }
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

const asPromises: Record<string, Call> = {};
const asCallbacks: Record<string, Call> = {};
const asSync: Record<string, Call> = {};
const WITHOUT_PROMISE = [
  'close',
  'read',
  'write',
  'fstat',
  'ftruncate',
  'fsync',
  'fdatasync',
  'open',
];

for (const [name, call] of Object.entries(calls)) {
  asSync[`${name}Sync`] = Object.defineProperty<Call>(call, 'name', { value: `${name}Sync` });
  asCallbacks[name] = callbackForm(name);
  if (!WITHOUT_PROMISE.includes(name)) {
    asPromises[name] = Object.defineProperty((...args: unknown[]) => later(name, args), 'name', {
      value: name,
    });
  }
}
asPromises['open'] = async (...args: unknown[]) =>
  new FileHandle(Number(await later('open', args)));

/** Reads a folder entry by entry. */
function openFolder(path: unknown): AsyncIterable<Dirent> & { readonly path: string } {
  const entries = calls['readdir']?.(path, { withFileTypes: true }) as Dirent[];
  let index = 0;
  return {
    path: shownPath(path),
    readSync: () => entries[index++] ?? null,
    read: () => Promise.resolve(entries[index++] ?? null),
    close: () => Promise.resolve(),
    closeSync: () => undefined,
    async *[Symbol.asyncIterator]() {
      await Promise.resolve();
      yield* entries.slice(index);
    },
  } as AsyncIterable<Dirent> & { readonly path: string };
}
asPromises['opendir'] = async (path: unknown) => {
  await Promise.resolve();
  return openFolder(path);
};

/** Tells of changes below a path, whoever makes them: the program, the editor, another program. */
class FSWatcher extends EventEmitter {
  readonly #stop: () => void;
  readonly #letGo: () => void;

  constructor(path: unknown, options: { recursive?: boolean; persistent?: boolean }) {
    super();
    const shown = shownPath(path);
    const real = called('watch', shown, () => state.tree.realpath(absolute(shown)));
    this.#letGo = options.persistent === false ? () => undefined : loop.hold();
    this.#stop = onTreeChange(({ kind, path: changed }) => {
      const name = nameBelow(real, changed, options.recursive === true);
      if (name !== undefined) loop.arrive(() => this.emit('change', kind, name));
    });
  }

  close(): void {
    this.#stop();
    this.#letGo();
    loop.close(() => this.emit('close'));
  }
  ref(): this {
    return this;
  }
  unref(): this {
    this.#letGo();
    return this;
  }
}

function nameBelow(watched: string, changed: string, recursive: boolean): string | undefined {
  if (changed === watched) return watched.slice(watched.lastIndexOf('/') + 1);
  const prefix = watched === '/' ? '/' : `${watched}/`;
  if (!changed.startsWith(prefix)) return undefined;
  const name = changed.slice(prefix.length);
  return recursive || !name.includes('/') ? name : undefined;
}

function watch(path: unknown, options?: unknown, listener?: unknown): FSWatcher {
  const watcher = new FSWatcher(
    path,
    typeof options === 'object' && options !== null ? options : {},
  );
  const tell = typeof options === 'function' ? options : listener;
  if (typeof tell === 'function') watcher.on('change', tell as () => void);
  return watcher;
}

const watchedFiles = new Map<string, () => void>();

function watchFile(path: unknown, options: unknown, listener?: unknown): void {
  const shown = shownPath(path);
  const full = normalPath(absolute(shown));
  const tell = (typeof options === 'function' ? options : listener) as (
    now: unknown,
    before: unknown,
  ) => void;
  const statsNow = () => calls['stat']?.(shown, { throwIfNoEntry: false });
  let before = statsNow();
  const letGo = loop.hold();
  const stop = onTreeChange(({ path: changed }) => {
    if (changed !== full) return;
    loop.arrive(() => {
      const now = statsNow();
      tell(now, before);
      before = now;
    });
  });
  watchedFiles.set(full, () => {
    stop();
    letGo();
  });
}

function unwatchFile(path: unknown): void {
  const full = absolute(shownPath(path));
  watchedFiles.get(full)?.();
  watchedFiles.delete(full);
}

function existsSync(path: unknown): boolean {
  try {
    return state.tree.exists(absolute(shownPath(path)));
  } catch {
    // Not even a path: nothing is there, as Node has it.
    return false;
  }
}

export const fsPromises = { ...asPromises, constants: CONSTANTS };

export const fs = {
  ...asCallbacks,
  ...asSync,
  existsSync,
  exists: (path: unknown, callback: (found: boolean) => void): void => {
    loop.complete(() => {
      callback(existsSync(path));
    });
  },
  opendirSync: openFolder,
  opendir: (path: unknown, callback: Callback): void => {
    loop.complete(() => {
      callback(null, openFolder(path));
    });
  },
  createReadStream: (path: unknown, options?: unknown): ReadStream => new ReadStream(path, options),
  createWriteStream: (path: unknown, options?: unknown): WriteStream =>
    new WriteStream(path, options),
  watch,
  watchFile,
  unwatchFile,
  ReadStream,
  WriteStream,
  Stats,
  Dirent,
  constants: CONSTANTS,
  promises: fsPromises,
  F_OK: 0,
  R_OK: 4,
  W_OK: 2,
  X_OK: 1,
};
Object.assign(fs, {
  realpathSync: Object.assign(asSync['realpathSync'] ?? {}, { native: asSync['realpathSync'] }),
});
