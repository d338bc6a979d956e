import { resolvePath } from '../../kernel/paths.ts';
import { fromByteString } from '../bytes.ts';
import { stdinBytes, type Context } from './command.ts';

/** One input of a command, or why it could not be read. */
export type Input =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly fault: string };

/** The files named, or standard input for `-` and for no names. */
export async function readInputs(names: readonly string[], context: Context): Promise<Input[]> {
  const asked = names.length === 0 ? ['-'] : names;
  return Promise.all(asked.map((name) => readInput(name, context)));
}

async function readInput(name: string, context: Context): Promise<Input> {
  if (name === '-') return { name, bytes: fromByteString(stdinBytes(context)) };
  const path = resolvePath(context.cwd, name);
  try {
    if ((await context.fs.stat(path)).isDirectory) return { name, fault: 'Is a directory' };
    return { name, bytes: await context.fs.readFileBuffer(path) };
  } catch (error) {
    return { name, fault: reasonOf(error) };
  }
}

/** A file error in the words of the C library. */
export function reasonOf(error: unknown): string {
  const code = /\bE[A-Z]+\b/.exec(error instanceof Error ? error.message : String(error))?.[0];
  return REASONS[code ?? ''] ?? 'Input/output error';
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EEXIST: 'File exists',
  ELOOP: 'Too many levels of symbolic links',
  ENAMETOOLONG: 'File name too long',
  ENOSPC: 'No space left on device',
  EFBIG: 'File too large',
};
