import { isFolder, isSymlink } from '../../kernel/tree.ts';
import { invalidType, invalidValue, nodeError } from '../core/node-error.ts';
import { absolute, state } from '../core/process-state.ts';
import { noteChange } from '../core/tree-copy.ts';
import { pathOfUrl } from '../loader/file-url.ts';
import { called, systemError } from './fs-errors.ts';
import {
  closeFile,
  CONSTANTS,
  openedFile,
  openFile,
  readFlags,
  readFrom,
  truncateTo,
  writeTo,
} from './fs-descriptors.ts';
import { Dirent, Stats } from './fs-stats.ts';
import { readAllInput } from './stdio.ts';

type Options =
  | string
  | null
  | undefined
  | (object & { encoding?: string | null; flag?: string; mode?: number | string });
type PathLike = string | URL | Uint8Array;

/** A path as the program gave it, as text. @throws TypeError ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE */
export function shownPath(path: unknown, name = 'path'): string {
  const text =
    path instanceof URL
      ? pathOfUrl(path)
      : path instanceof Uint8Array
        ? Buffer.from(path).toString()
        : path;
  if (typeof text !== 'string')
    throw invalidType(name, 'of type string or an instance of Buffer or URL', path);
  if (text.includes('\0'))
    throw invalidValue(name, path, 'must be a string, Uint8Array, or URL without null bytes');
  return text;
}

const encodingOf = (options: Options): string | undefined => {
  const encoding = typeof options === 'string' ? options : options?.encoding;
  if (encoding === undefined || encoding === null || encoding === 'buffer') return undefined;
  if (!Buffer.isEncoding(encoding)) throw invalidValue('encoding', encoding, 'is invalid encoding');
  return encoding;
};

const optionsOf = (options: Options) =>
  typeof options === 'object' && options !== null ? options : {};

export function modeOf(mode: unknown, otherwise: number): number {
  if (mode === undefined || mode === null) return otherwise;
  return typeof mode === 'string' ? parseInt(mode, 8) : Number(mode);
}

function bytesOf(data: unknown, options: Options): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, (encodingOf(options) ?? 'utf8') as 'utf8');
  if (data instanceof Uint8Array) return data.slice();
  if (ArrayBuffer.isView(data))
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  throw invalidType(
    'data',
    'of type string or an instance of Buffer, TypedArray, or DataView',
    data,
  );
}

function decoded(bytes: Uint8Array, options: Options): string | Buffer {
  const encoding = encodingOf(options);
  const buffer = Buffer.from(bytes);
  return encoding === undefined ? buffer : buffer.toString(encoding as 'utf8');
}

function writeFileSync(
  file: PathLike | number,
  data: unknown,
  options?: Options,
  flagOtherwise = 'w',
): void {
  const bytes = bytesOf(data, options);
  const { flag = flagOtherwise, mode } = optionsOf(options);
  if (typeof file === 'number') {
    writeTo(file, bytes, null);
    return;
  }
  const shown = shownPath(file);
  const fd = openFile(shown, readFlags(flag), modeOf(mode, 0o666));
  try {
    writeTo(fd, bytes, null);
  } finally {
    closeFile(fd);
  }
}

function readdirSync(
  path: PathLike,
  options?: Options & object & { withFileTypes?: boolean; recursive?: boolean },
): (string | Buffer | Dirent)[] {
  const shown = shownPath(path);
  const { tree } = state;
  const given = optionsOf(options) as { withFileTypes?: boolean; recursive?: boolean };
  const found: (string | Buffer | Dirent)[] = [];
  const visit = (folder: string, prefix: string) => {
    const names = called('scandir', prefix === '' ? shown : folder, () => tree.readdir(folder));
    for (const name of names) {
      const node = tree.lookup(`${folder}/${name}`, false);
      const parent = prefix === '' ? shown : `${shown.replace(/\/$/, '')}/${prefix.slice(0, -1)}`;
      if (given.withFileTypes === true) found.push(new Dirent(name, parent, node.mode));
      else if (encodingOf(options) === undefined && optionsOf(options).encoding === 'buffer')
        found.push(Buffer.from(prefix + name));
      else found.push(prefix + name);
      if (given.recursive === true && isFolder(node))
        visit(`${folder}/${name}`, `${prefix}${name}/`);
    }
  };
  visit(absolute(shown), '');
  return found;
}

function statSync(path: PathLike, options?: { throwIfNoEntry?: boolean }): Stats | undefined {
  return statOf(path, 'stat', options);
}

function statOf(
  path: PathLike,
  syscall: 'stat' | 'lstat',
  options?: { throwIfNoEntry?: boolean },
): Stats | undefined {
  const shown = shownPath(path);
  const { tree } = state;
  if (options?.throwIfNoEntry === false && !tree.tryLookup(absolute(shown), syscall === 'stat'))
    return undefined;
  return called(syscall, shown, () => new Stats(tree[syscall](absolute(shown))));
}

function mkdirSync(
  path: PathLike,
  options?: number | string | { recursive?: boolean; mode?: number | string } | null,
): string | undefined {
  const shown = shownPath(path);
  const { tree } = state;
  const given =
    typeof options === 'object' && options !== null ? options : { mode: options ?? undefined };
  const mode = modeOf(given.mode, 0o777) & ~0o022;
  const full = absolute(shown);
  if ('recursive' in given && given.recursive) {
    let first = full;
    while (first !== '/' && !tree.exists(first.replace(/\/[^/]*$/, '') || '/'))
      first = first.replace(/\/[^/]*$/, '');
    const existing = tree.tryLookup(full);
    if (existing && !isFolder(existing)) throw systemError('EEXIST', 'mkdir', shown);
    called('mkdir', shown, () => {
      tree.mkdir(full, { recursive: true, mode });
    });
    return existing ? undefined : first;
  }
  called('mkdir', shown, () => {
    tree.mkdir(full, { mode });
  });
  return undefined;
}

function rmSync(path: PathLike, options: { recursive?: boolean; force?: boolean } = {}): void {
  const shown = shownPath(path);
  const { tree } = state;
  const node = tree.tryLookup(absolute(shown), false);
  if (!node) {
    if (options.force === true) return;
    throw systemError('ENOENT', 'lstat', shown);
  }
  if (isFolder(node) && options.recursive !== true) {
    throw Object.assign(
      nodeError(
        'ERR_FS_EISDIR',
        `Path is a directory: rm returned EISDIR (is a directory) ${shown}`,
      ),
      {
        info: { code: 'EISDIR', message: 'is a directory', path: shown, syscall: 'rm', errno: 21 },
        errno: 21,
        syscall: 'rm',
        path: shown,
      },
    );
  }
  called('rm', shown, () => {
    tree.rm(absolute(shown), { recursive: true });
  });
}

function unlinkSync(path: PathLike): void {
  const shown = shownPath(path);
  const node = called('unlink', shown, () => state.tree.lookup(absolute(shown), false));
  if (isFolder(node)) throw systemError('EISDIR', 'unlink', shown);
  state.tree.rm(absolute(shown));
}

function rmdirSync(path: PathLike): void {
  const shown = shownPath(path);
  const node = called('rmdir', shown, () => state.tree.lookup(absolute(shown), false));
  if (!isFolder(node)) throw systemError('ENOTDIR', 'rmdir', shown);
  called('rmdir', shown, () => {
    state.tree.rm(absolute(shown));
  });
}

function copyFileSync(from: PathLike, to: PathLike, mode = 0): void {
  const [source, target] = [shownPath(from, 'src'), shownPath(to, 'dest')];
  const { tree } = state;
  if ((mode & 1) !== 0 && tree.exists(absolute(target)))
    throw systemError('EEXIST', 'copyfile', source, target);
  called(
    'copyfile',
    source,
    () => {
      const node = tree.lookup(absolute(source));
      tree.writeFile(absolute(target), tree.readFile(absolute(source)), {
        mode: node.mode & 0o777,
      });
    },
    target,
  );
}

function cpSync(
  from: PathLike,
  to: PathLike,
  options: {
    recursive?: boolean;
    force?: boolean;
    errorOnExist?: boolean;
    filter?: (from: string, to: string) => boolean;
  } = {},
): void {
  const [source, target] = [shownPath(from, 'src'), shownPath(to, 'dest')];
  const { tree } = state;
  if (options.filter && !options.filter(source, target)) return;
  const node = called('lstat', source, () => tree.lookup(absolute(source), false));
  if (isFolder(node)) {
    if (options.recursive !== true) {
      throw nodeError(
        'ERR_FS_EISDIR',
        `Recursive option not enabled, cannot copy a directory: cp returned EISDIR (${source} is a directory (not copied)) ${absolute(source)}`,
      );
    }
    if (`${absolute(target)}/`.startsWith(`${absolute(source)}/`)) {
      throw nodeError(
        'ERR_FS_CP_EINVAL',
        `Cannot copy ${source} to a subdirectory of self ${target}`,
      );
    }
    called('mkdir', target, () => {
      tree.mkdir(absolute(target), { recursive: true });
    });
    for (const name of tree.readdir(absolute(source)))
      cpSync(`${source}/${name}`, `${target}/${name}`, options);
    return;
  }
  if (tree.exists(absolute(target)) && options.force === false) {
    if (options.errorOnExist === true)
      throw nodeError(
        'ERR_FS_CP_EEXIST',
        `Target already exists: cp returned EEXIST (${target} already exists) ${target}`,
      );
    return;
  }
  tree.mkdir(absolute(target).replace(/\/[^/]*$/, '') || '/', { recursive: true });
  if (isSymlink(node)) {
    tree.rm(absolute(target), { force: true });
    tree.symlink(node.target ?? '', absolute(target));
  } else copyFileSync(source, target);
}

const seconds = (time: unknown): number =>
  time instanceof Date
    ? time.getTime()
    : typeof time === 'string'
      ? Date.parse(time)
      : Number(time) * 1000;

/** `fs`'s functions that end in `Sync`, without that. */
export const syncCalls = {
  readFile(file: PathLike | number, options?: Options): string | Buffer {
    if (file === 0) return decoded(readAllInput(), options);
    if (typeof file === 'number') return decoded(readFrom(file, Infinity, null), options);
    const shown = shownPath(file);
    encodingOf(options);
    const fd = openFile(shown, readFlags(optionsOf(options).flag));
    try {
      return decoded(readFrom(fd, Infinity, null), options);
    } finally {
      closeFile(fd);
    }
  },
  writeFile: (file: PathLike | number, data: unknown, options?: Options): void => {
    writeFileSync(file, data, options);
  },
  appendFile: (file: PathLike | number, data: unknown, options?: Options): void => {
    writeFileSync(file, data, options, 'a');
  },
  readdir: readdirSync,
  mkdir: mkdirSync,
  mkdtemp(prefix: string): string {
    for (;;) {
      const path = `${prefix}${Math.random().toString(36).slice(2, 8).padEnd(6, 'x')}`;
      if (state.tree.exists(absolute(path))) continue;
      called('mkdtemp', `${prefix}XXXXXX`, () => {
        state.tree.mkdir(absolute(path), { mode: 0o700 });
      });
      return path;
    }
  },
  stat: statSync,
  lstat: (path: PathLike, options?: { throwIfNoEntry?: boolean }): Stats | undefined =>
    statOf(path, 'lstat', options),
  fstat: (fd: number): Stats => {
    const { path } = openedFile(fd, 'fstat');
    return new Stats(state.tree.stat(path));
  },
  rm: rmSync,
  unlink: unlinkSync,
  rmdir(path: PathLike, options?: { recursive?: boolean }): void {
    if (options?.recursive === true)
      throw invalidValue('options.recursive', true, 'is no longer supported');
    rmdirSync(path);
  },
  rename(from: PathLike, to: PathLike): void {
    const [source, target] = [shownPath(from, 'oldPath'), shownPath(to, 'newPath')];
    called(
      'rename',
      source,
      () => {
        state.tree.rename(absolute(source), absolute(target));
      },
      target,
    );
  },
  copyFile: copyFileSync,
  cp: cpSync,
  symlink(target: PathLike, path: PathLike): void {
    const [to, shown] = [shownPath(target, 'target'), shownPath(path)];
    try {
      called(
        'symlink',
        to,
        () => {
          state.tree.symlink(to, absolute(shown));
        },
        shown,
      );
    } finally {
      // Nothing to undo: the link is there, or the error says why not.
    }
  },
  link(existing: PathLike, path: PathLike): void {
    const [from, to] = [shownPath(existing, 'existingPath'), shownPath(path, 'newPath')];
    if (state.tree.exists(absolute(to))) throw systemError('EEXIST', 'link', from, to);
    called(
      'link',
      from,
      () => {
        state.tree.writeFile(absolute(to), state.tree.readFile(absolute(from)));
      },
      to,
    );
  },
  readlink: (path: PathLike, options?: Options): string | Buffer => {
    const shown = shownPath(path);
    const target = called('readlink', shown, () => state.tree.readlink(absolute(shown)));
    return optionsOf(options).encoding === 'buffer' ? Buffer.from(target) : target;
  },
  realpath: (path: PathLike): string => {
    const shown = shownPath(path);
    return called('lstat', shown, () => state.tree.realpath(absolute(shown)));
  },
  chmod(path: PathLike, mode: number | string): void {
    const shown = shownPath(path);
    called('chmod', shown, () => {
      state.tree.chmod(absolute(shown), modeOf(mode, 0o644));
    });
  },
  utimes(path: PathLike, _accessed: unknown, modified: unknown): void {
    const shown = shownPath(path);
    called('utime', shown, () => {
      state.tree.utimes(absolute(shown), seconds(modified));
    });
    noteChange(absolute(shown));
  },
  access(path: PathLike, mode: number = CONSTANTS.F_OK): void {
    const shown = shownPath(path);
    const node = called('access', shown, () => state.tree.lookup(absolute(shown)));
    if ((mode & CONSTANTS.X_OK) !== 0 && !isFolder(node) && (node.mode & 0o111) === 0)
      throw systemError('EACCES', 'access', shown);
  },
  truncate(path: PathLike, length = 0): void {
    const shown = shownPath(path);
    const fd = openFile(shown, readFlags('r+'));
    try {
      truncateTo(fd, length);
    } finally {
      closeFile(fd);
    }
  },
  open: (path: PathLike, flags?: string | number, mode?: number | string): number =>
    openFile(shownPath(path), readFlags(flags), modeOf(mode, 0o666)),
  close: (fd: number): void => {
    closeFile(fd);
  },
  ftruncate: (fd: number, length = 0): void => {
    truncateTo(fd, length);
  },
  fsync: (fd: number): void => {
    openedFile(fd, 'fsync');
  },
  fdatasync: (fd: number): void => {
    openedFile(fd, 'fdatasync');
  },
  read(
    fd: number,
    buffer: Uint8Array,
    offset?: number | { offset?: number; length?: number; position?: number | null },
    length?: number,
    position?: number | null,
  ): number {
    const given = typeof offset === 'object' ? offset : { offset, length, position };
    const start = given.offset ?? 0;
    const count = given.length ?? buffer.byteLength - start;
    const bytes = fd === 0 ? readAllInput(count) : readFrom(fd, count, given.position ?? null);
    new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).set(bytes, start);
    return bytes.length;
  },
  write(
    fd: number,
    data: unknown,
    a?: number | null,
    b?: number | string | null,
    c?: number | null,
  ): number {
    if (typeof data === 'string')
      return writeTo(
        fd,
        Buffer.from(data, (typeof b === 'string' ? b : 'utf8') as 'utf8'),
        a ?? null,
      );
    const bytes = bytesOf(data, undefined);
    const start = a ?? 0;
    return writeTo(
      fd,
      bytes.subarray(start, start + (typeof b === 'number' ? b : bytes.length - start)),
      c ?? null,
    );
  },
};
