import type { Command } from '../command.ts';
import { add } from './add.ts';
import { branch } from './branch.ts';
import { checkout } from './checkout.ts';
import { commit } from './commit.ts';
import { config } from './config.ts';
import { diff } from './diff.ts';
import { init } from './init.ts';
import { log } from './log.ts';
import { lsFiles } from './ls-files.ts';
import { revParse } from './rev-parse.ts';
import { rm } from './rm.ts';
import { show } from './show.ts';
import { status } from './status.ts';
import { switchBranch } from './switch.ts';
import { tag } from './tag.ts';

const ALL: readonly Command[] = [
  add,
  branch,
  checkout,
  commit,
  config,
  diff,
  init,
  log,
  lsFiles,
  revParse,
  rm,
  show,
  status,
  switchBranch,
  tag,
];

/** Every command, by name, in order of name. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  [...ALL].sort((a, b) => (a.name < b.name ? -1 : 1)).map((command) => [command.name, command]),
);
