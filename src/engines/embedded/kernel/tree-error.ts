const REASONS: Record<string, string> = {
  ENOENT: 'no such file or directory',
  EEXIST: 'file already exists',
  ENOTDIR: 'not a directory',
  EISDIR: 'illegal operation on a directory',
  ENOTEMPTY: 'directory not empty',
  ELOOP: 'too many symbolic links encountered',
  EINVAL: 'invalid argument',
  EILSEQ: 'control characters are not allowed in a name',
  ENOSPC: 'no space left on device',
  EFBIG: 'file too large',
  ENAMETOOLONG: 'name too long',
  EPERM: 'operation not permitted',
};

/** A file-system error in the words of Node: `ENOENT: no such file or directory, open '/a'`. */
export class TreeError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path: string;

  /** The programs of the kernel are a script of their own (`late-programs.ts`), with a copy of this class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'TreeError';
  }

  /** @param dest the other path of a call that has two */
  constructor(code: string, syscall: string, path: string, dest?: string) {
    const to = dest === undefined ? '' : ` -> '${printable(dest)}'`;
    super(`${code}: ${REASONS[code] ?? 'error'}, ${syscall} '${printable(path)}'${to}`);
    this.name = 'TreeError';
    this.code = code;
    this.syscall = syscall;
    this.path = path;
  }
}

/** A path as it can stand in a message: control characters escaped, at most 300 characters. */
export function printable(path: string): string {
  const short = path.length > 300 ? `${path.slice(0, 300)}…` : path;

  return short.replace(/[\u0000-\u001f\u007f]/g, (char) => {
    return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}
