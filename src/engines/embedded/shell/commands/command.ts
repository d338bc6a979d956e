import type { CustomCommand, ExecResult, ResolvedCommandContext } from 'just-bash/browser';
import { toByteString } from '../bytes.ts';

export type Context = ResolvedCommandContext;
export type Result = ExecResult;

/** A command of the lab's shell. Unlike just-bash's own helper it takes exactly what `Bash` wants. */
export function command(
  name: string,
  execute: (args: string[], context: Context) => Promise<Result>,
): CustomCommand {
  return { name, execute };
}

export const text = (stdout: string, exitCode = 0, stderr = ''): Result => ({
  stdout,
  stderr,
  exitCode,
  stdoutKind: 'text',
});

export const bytes = (stdout: Uint8Array, exitCode = 0, stderr = ''): Result => ({
  stdout: toByteString(stdout),
  stderr,
  exitCode,
  stdoutKind: 'bytes',
});

export const failure = (stderr: string, exitCode = 1): Result => ({
  stdout: '',
  stderr: `${stderr}\n`,
  exitCode,
});

/** Standard input, one byte to a character. */
export const stdinBytes = (context: Context): string => context.stdin as unknown as string;
