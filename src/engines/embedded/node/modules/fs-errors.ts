import { TreeError } from '../../kernel/tree.ts';
import { hideFrom } from '../core/node-error.ts';

const REASONS: Readonly<Record<string, readonly [errno: number, reason: string]>> = {
  EPERM: [-1, 'operation not permitted'],
  ENOENT: [-2, 'no such file or directory'],
  EBADF: [-9, 'bad file descriptor'],
  EACCES: [-13, 'permission denied'],
  EEXIST: [-17, 'file already exists'],
  ENOTDIR: [-20, 'not a directory'],
  EISDIR: [-21, 'illegal operation on a directory'],
  EINVAL: [-22, 'invalid argument'],
  EFBIG: [-27, 'file too large'],
  ENOSPC: [-28, 'no space left on device'],
  ENAMETOOLONG: [-36, 'name too long'],
  ENOTEMPTY: [-39, 'directory not empty'],
  ELOOP: [-40, 'too many symbolic links encountered'],
  EILSEQ: [-84, 'illegal byte sequence'],
};

export interface SystemError extends Error {
  errno: number;
  code: string;
  syscall: string;
  path?: string;
  dest?: string;
}

/** A file error with Node's words and fields. Paths are shown as the program gave them. */
export function systemError(
  code: string,
  syscall: string,
  path?: string,
  dest?: string,
): SystemError {
  const [errno, reason] = REASONS[code] ?? [-5, 'i/o error'];
  const where = path === undefined ? '' : ` '${path}'`;
  const to = dest === undefined ? '' : ` -> '${dest}'`;
  const error = new Error(`${code}: ${reason}, ${syscall}${where}${to}`) as SystemError;
  hideFrom(error, systemError);
  Object.assign(error, { errno, code, syscall });
  if (path !== undefined) error.path = path;
  if (dest !== undefined) error.dest = dest;
  return error;
}

/** Runs a call on the tree; its errors are told as Node tells those of this system call. */
export function called<Result>(
  syscall: string,
  path: string,
  action: () => Result,
  dest?: string,
): Result {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof TreeError)) throw error;
    throw systemError(error.code, syscall, path, dest);
  }
}
