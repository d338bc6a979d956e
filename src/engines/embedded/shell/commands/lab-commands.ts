import type { CustomCommand } from 'just-bash/browser';
import type { ShellWorld } from '../script-shell.ts';
import type { ShellOutput } from '../shell-output.ts';
import { copyAndRemove } from './copy-remove.ts';
import { corrections } from './corrections.ts';
import { decodeCommand } from './decode-variables.ts';
import { diffCommand } from './diff.ts';
import { hexdumpCommand, odCommand, xxdCommand } from './dump.ts';
import { sessionCommands } from './help.ts';
import { lsCommand } from './ls.ts';
import { programCommands } from './programs.ts';
import { shellCommands } from './shells.ts';
import { sortCommand } from './sort.ts';
import { systemCommands } from './system.ts';

/** What commands may use. */
export interface CommandWorld extends ShellWorld {
  readonly output: ShellOutput;
  /** Oldest first. */
  readonly history: readonly string[];
  /** Told when a program begins to print to the terminal by itself. */
  readonly onForeground?: () => void;
}

/** Every command that the lab's shell has beside just-bash's own, or in its stead. */
export function labCommands(world: CommandWorld): CustomCommand[] {
  return [
    lsCommand(world),
    sortCommand,
    diffCommand,
    odCommand,
    hexdumpCommand,
    xxdCommand,
    decodeCommand,
    ...sessionCommands(world),
    ...corrections,
    ...copyAndRemove,
    ...systemCommands,
    ...shellCommands(world),
    ...programCommands(world),
  ];
}
