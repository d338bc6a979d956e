import { TreeError } from '../../kernel/tree.ts';
import type { Program } from '../../kernel/process.ts';
import { UsageError } from '../arguments.ts';
import type { DvcCommand } from './command.ts';
import { add } from './commands/add.ts';
import { config } from './commands/config.ts';
import { init } from './commands/init.ts';
import { metrics } from './commands/metrics.ts';
import { remote } from './commands/remote.ts';
import { repro } from './commands/repro.ts';
import { status } from './commands/status.ts';
import { checkout, fetch, pull, push } from './commands/transfer.ts';
import { DvcError, EXIT_USAGE } from './dvc-error.ts';
import { GitSide } from './git-side.ts';
import { Project } from './project.ts';

/** What `dvc --version` says: the DVC whose files these are, and that this is not it. */
const VERSION = '3.x files (Plumbline lab edition of DVC)';

const COMMANDS: Readonly<Record<string, DvcCommand>> = {
  init,
  config,
  add,
  remote,
  repro,
  status,
  push,
  fetch,
  pull,
  checkout,
  metrics,
};

/** The lab edition of DVC: a few of its commands, the same files, words and exit codes. */
export const dvc: Program = async (context) => {
  const [name, ...args] = context.argv.slice(1);
  const say = (line: string) => {
    context.stdout(`${line}\n`);
  };
  try {
    if (name === '--version' || name === '-V' || name === 'version') {
      say(VERSION);
      return 0;
    }
    if (name === undefined || name === '--help' || name === '-h') {
      context.stdout(helpText());
      return name === undefined ? EXIT_USAGE : 0;
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) {
      const known = Object.keys(COMMANDS).join(', ');
      throw new DvcError(
        `argument COMMAND: invalid choice: '${name}' (the lab edition has: ${known})`,
        EXIT_USAGE,
      );
    }
    if (args.includes('--help') || args.includes('-h')) {
      say(`usage: dvc ${command.usage}\n\n${command.help}`);
      return 0;
    }
    const project =
      command === init ? new Project(context.tree, context.cwd) : Project.around(context);
    return await command.run({ context, project, git: new GitSide(context, project), say }, args);
  } catch (error) {
    if (error instanceof DvcError) {
      context.stderr(`ERROR: ${error.message}\n`);
      return error.code;
    }
    if (error instanceof UsageError) {
      context.stderr(`ERROR: ${error.message}\n`);
      return EXIT_USAGE;
    }
    if (error instanceof TreeError) {
      context.stderr(`ERROR: unexpected error - ${error.message}\n`);
      return 255;
    }
    throw error;
  }
};

function helpText(): string {
  const lines = Object.values(COMMANDS).map(({ usage, help }) => `  ${usage}\n      ${help}\n`);
  return (
    'usage: dvc [--version] COMMAND ...\n\nThe lab edition of DVC, Data Version Control: what this lab needs of it. It reads and\n' +
    `writes the files of DVC 3, so the real one goes on where it stops.\n\n${lines.join('')}`
  );
}
