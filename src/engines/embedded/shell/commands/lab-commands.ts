import type { CustomCommand } from 'just-bash/browser';
import type { ShellWorld } from '../script-shell.ts';
import type { ShellState } from '../shell-state.ts';
import type { ShellOutput } from '../shell-output.ts';
import { copyAndRemove } from './copy-remove.ts';
import { corrections } from './corrections.ts';
import { decodeCommand } from './decode-variables.ts';
import { diffCommand } from './diff.ts';
import { hexdumpCommand, odCommand, xxdCommand } from './dump.ts';
import { sessionCommands } from './help.ts';
import { jobCommands } from './jobs.ts';
import { lsCommand } from './ls.ts';
import { processCommands } from './processes.ts';
import { programCommands } from './programs.ts';
import { shellCommands } from './shells.ts';
import { sortCommand } from './sort.ts';
import { systemCommands } from './system.ts';
import { trapCommands } from './traps.ts';

/** What commands may use. */
export interface CommandWorld extends ShellWorld {
  readonly shell: ShellState;
  /** True for the shell that a learner talks to: it has job control. */
  readonly interactive: boolean;
  /** Lets the worker take its messages, when it has run for long. */
  readonly yieldTurn: () => Promise<void>;
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
    ...jobCommands(world),
    ...trapCommands(world),
    ...processCommands(world),
    ...programCommands(world),
  ];
}
