import type { CustomCommand } from 'just-bash/browser';
import { decodeText, fromByteString } from '../bytes.ts';
import { FOREGROUND_FD } from '../foreground.ts';
import { bytes, command, stdinBytes, type Context, type Result } from './command.ts';
import type { CommandWorld } from './lab-commands.ts';

/** The kernel's programs as commands. Alone in the foreground of a terminal they stream; else they run to their end first. */
export function programCommands(world: CommandWorld): CustomCommand[] {
  return world.programs.map((name) =>
    command(name, (args, context) => runProgram(world, [name, ...args], context)),
  );
}

export async function runProgram(
  world: CommandWorld,
  argv: readonly string[],
  context: Context,
): Promise<Result> {
  const foreground = world.terminal !== null && isForeground(context);
  if (foreground) world.onForeground?.();
  const { exitCode, stdout, stderr } = await world.link.call('run', {
    argv,
    cwd: context.cwd,
    env: { ...context.exportedEnv },
    stdin: fromByteString(stdinBytes(context)),
    foreground,
  });
  return bytes(stdout, exitCode, decodeText(stderr));
}

/** Whether `foreground.ts` found this command alone in the foreground. */
export const isForeground = (context: Context): boolean =>
  context.fileDescriptors?.has(FOREGROUND_FD) === true;
