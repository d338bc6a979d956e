import { isFile, isFolder, type Inode } from '../../kernel/tree.ts';
import { absolute, state } from '../core/process-state.ts';
import { output } from '../core/output.ts';
import { invalidValue } from '../core/node-error.ts';
import { called, systemError } from './fs-errors.ts';

/** An open file: a place in it, and room behind its end so that adding to it costs no copy of all. */
interface Opened {
  readonly path: string;
  readonly inode: Inode;
  readonly reads: boolean;
  readonly writes: boolean;
  readonly appends: boolean;
  position: number;
  room: Uint8Array | undefined;
}

const EMPTY = new Uint8Array(0);
const opened = new Map<number, Opened>();
let nextFd = 17;

interface Flags {
  readonly reads: boolean;
  readonly writes: boolean;
  readonly appends: boolean;
  readonly truncates: boolean;
  readonly creates: boolean;
  readonly exclusive: boolean;
}

const FLAG_NAMES =
  /^(r|rs|sr|r\+|rs\+|sr\+|w|wx|xw|w\+|wx\+|xw\+|a|ax|xa|as|sa|a\+|ax\+|xa\+|as\+|sa\+)$/;

export const CONSTANTS = {
  F_OK: 0,
  X_OK: 1,
  W_OK: 2,
  R_OK: 4,
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_CREAT: 64,
  O_EXCL: 128,
  O_TRUNC: 512,
  O_APPEND: 1024,
  O_SYNC: 1052672,
  O_DIRECTORY: 65536,
  O_NOFOLLOW: 131072,
  S_IFMT: 61440,
  S_IFREG: 32768,
  S_IFDIR: 16384,
  S_IFLNK: 40960,
  S_IRWXU: 448,
  S_IRUSR: 256,
  S_IWUSR: 128,
  S_IXUSR: 64,
  S_IRWXG: 56,
  S_IRGRP: 32,
  S_IWGRP: 16,
  S_IXGRP: 8,
  S_IRWXO: 7,
  S_IROTH: 4,
  S_IWOTH: 2,
  S_IXOTH: 1,
  COPYFILE_EXCL: 1,
  COPYFILE_FICLONE: 2,
  COPYFILE_FICLONE_FORCE: 4,
  UV_FS_COPYFILE_EXCL: 1,
} as const;

export function readFlags(given: unknown): Flags {
  if (typeof given === 'number') {
    const access = given & 3;
    return {
      reads: access !== 1,
      writes: access !== 0,
      appends: (given & CONSTANTS.O_APPEND) !== 0,
      truncates: (given & CONSTANTS.O_TRUNC) !== 0,
      creates: (given & CONSTANTS.O_CREAT) !== 0,
      exclusive: (given & CONSTANTS.O_EXCL) !== 0,
    };
  }
  const flags = given === undefined || given === null ? 'r' : given;
  if (typeof flags !== 'string' || !FLAG_NAMES.test(flags)) throw invalidValue('flags', given);
  const plus = flags.includes('+');
  return {
    reads: flags.includes('r') || plus,
    writes: !flags.startsWith('r') || plus,
    appends: flags.includes('a'),
    truncates: flags.includes('w'),
    creates: !flags.includes('r'),
    exclusive: flags.includes('x'),
  };
}

/** Opens a file and returns its number. Errors are those of `open`. */
export function openFile(shown: string, flags: Flags, mode = 0o666): number {
  const path = absolute(shown);
  const { tree } = state;
  return called('open', shown, () => {
    const existing = tree.tryLookup(path);
    if (existing && flags.exclusive && flags.creates) throw systemError('EEXIST', 'open', shown);
    if (existing && isFolder(existing) && flags.writes) throw systemError('EISDIR', 'open', shown);
    if (!existing && !flags.creates) tree.lookup(path, true, 'open');
    if (!existing || (flags.truncates && isFile(existing))) {
      tree.writeFile(path, EMPTY, existing ? {} : { mode: mode & ~0o022 });
    }
    const inode = tree.lookup(path);
    const fd = nextFd++;
    opened.set(fd, { path, inode, position: 0, room: undefined, ...flags });
    return fd;
  });
}

export function openedFile(fd: unknown, syscall: string): Opened {
  const file = typeof fd === 'number' ? opened.get(fd) : undefined;
  if (!file) throw systemError('EBADF', syscall);
  return file;
}

export function closeFile(fd: number): void {
  openedFile(fd, 'close');
  opened.delete(fd);
}

/** Up to `length` bytes from a place, or from where the last call ended. Empty at the end of the file. */
export function readFrom(fd: number, length: number, position: number | null): Uint8Array {
  const file = openedFile(fd, 'read');
  if (isFolder(file.inode)) throw systemError('EISDIR', 'read');
  if (!file.reads) throw systemError('EBADF', 'read');
  const data = file.inode.data ?? EMPTY;
  const start = position ?? file.position;
  const part = data.subarray(start, start + length);
  if (position === null) file.position = start + part.length;
  return part;
}

/** Writes all of the bytes at a place, at the end, or where the last call ended. */
export function writeTo(fd: number, bytes: Uint8Array, position: number | null): number {
  if (fd === 1 || fd === 2) {
    output.write(fd, bytes);
    return bytes.length;
  }
  const file = openedFile(fd, 'write');
  if (!file.writes) throw systemError('EBADF', 'write');
  const data = file.inode.data ?? EMPTY;
  const start = file.appends ? data.length : (position ?? file.position);
  const end = Math.max(data.length, start + bytes.length);
  const next = start === data.length ? withRoom(file, data, end) : grown(data, end);
  next.set(bytes, start);
  put(file, next);
  if (position === null || file.appends) file.position = start + bytes.length;
  return bytes.length;
}

/** The same bytes with room behind them; what others hold of them stays as it is. */
function withRoom(file: Opened, data: Uint8Array, end: number): Uint8Array {
  if (file.room && data.buffer === file.room.buffer && end <= file.room.length)
    return file.room.subarray(0, end);
  const room = new Uint8Array(Math.max(end * 2, 4_096));
  room.set(data);
  file.room = room;
  return room.subarray(0, end);
}

function grown(data: Uint8Array, end: number): Uint8Array {
  const next = new Uint8Array(end);
  next.set(data);
  return next;
}

export function truncateTo(fd: number, length: number): void {
  const file = openedFile(fd, 'ftruncate');
  if (!file.writes) throw systemError('EINVAL', 'ftruncate');
  put(file, grown((file.inode.data ?? EMPTY).subarray(0, length), length));
}

function put(file: Opened, data: Uint8Array): void {
  const { tree } = state;
  // A file that was removed while it is open lives on for those who hold it.
  if (tree.tryLookup(file.path) === file.inode) {
    called('write', file.path, () => {
      tree.writeFile(file.path, data);
    });
  } else file.inode.data = data;
}
