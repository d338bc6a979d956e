import { isFolder } from '../../kernel/tree.ts';
import { invalidValue } from '../core/node-error.ts';
import { absolute, state } from '../core/process-state.ts';
import { noteChange } from '../core/tree-copy.ts';
import {
  bytesOf,
  decoded,
  encodingOf,
  modeOf,
  optionsOf,
  shownPath,
  type Options,
  type PathLike,
} from './fs-arguments.ts';
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
import { copyFileSync, cpSync, rmdirSync, rmSync, unlinkSync } from './fs-remove-copy.ts';
import { Dirent, Stats } from './fs-stats.ts';
import { readAllInput } from './stdio.ts';

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
    called(
      'symlink',
      to,
      () => {
        state.tree.symlink(to, absolute(shown));
      },
      shown,
    );
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
