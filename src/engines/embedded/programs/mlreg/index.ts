import type { Program } from '../../kernel/process.ts';
import { resolvePath, TreeError } from '../../kernel/tree.ts';
import { UsageError } from '../arguments.ts';
import type { MlregCommand } from './command.ts';
import { alias } from './commands/alias.ts';
import { deleteVersion } from './commands/delete.ts';
import { register } from './commands/register.ts';
import { runs } from './commands/runs.ts';
import { list, show } from './commands/show.ts';
import { tag } from './commands/tag.ts';
import { MlregError } from './mlreg-error.ts';
import { RegistryFolder } from './registry-folder.ts';

/** What `mlreg --version` says: whose files these are, and that this is not it. */
const VERSION = '3.x file store (Plumbline lab edition of the MLflow model registry)';

const COMMANDS: Readonly<Record<string, MlregCommand>> = {
  runs,
  register,
  tag,
  alias,
  show,
  list,
  delete: deleteVersion,
};

/**
 * The lab edition of MLflow's model registry: what its Python client does with a file store, as commands. It writes the
 * same files and says the same words, so that the real client goes on where it stops.
 */
export const mlreg: Program = (context) => Promise.resolve(mlregNow(context));

function mlregNow(context: Parameters<Program>[0]): number {
  const tell = (line: string) => {
    context.stderr(`${line}\n`);
  };
  const say = (line: string) => {
    context.stdout(`${line}\n`);
  };
  const { folders, rest } = beforeTheCommand(context.argv.slice(1));
  const [name, ...args] = rest;
  if (name === '--version') {
    say(VERSION);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h') {
    context.stdout(helpText());
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    tell('Usage: mlreg [--registry DIR] [--runs DIR] COMMAND ...');
    tell(
      `Error: No such command '${name}'. The lab edition has: ${Object.keys(COMMANDS).join(', ')}.`,
    );
    return 2;
  }
  if (args.includes('--help') || args.includes('-h')) {
    say(`Usage: mlreg ${command.usage}\n\n  ${command.help}`);
    return 0;
  }
  try {
    command.run(
      {
        context,
        registry: new RegistryFolder(context.tree, resolvePath(context.cwd, folders.registry)),
        runs: resolvePath(context.cwd, folders.runs),
        say,
        tell,
      },
      args,
    );
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      tell(`Usage: mlreg ${command.usage}\nError: ${error.message}`);
      return 2;
    }
    if (error instanceof MlregError || error instanceof TreeError) {
      tell(`Error: ${error.message}`);
      return 1;
    }
    throw error;
  }
}

/** `--registry DIR` and `--runs DIR` stand before the command. */
function beforeTheCommand(argv: readonly string[]) {
  const folders = { registry: 'registry', runs: 'mlruns' };
  const rest = [...argv];
  for (;;) {
    const [, key, inline] = /^--(registry|runs)(?:=(.*))?$/.exec(rest[0] ?? '') ?? [];
    const value = inline ?? rest[1];
    if ((key !== 'registry' && key !== 'runs') || value === undefined) return { folders, rest };
    folders[key] = value;
    rest.splice(0, inline === undefined ? 2 : 1);
  }
}

function helpText(): string {
  const lines = Object.values(COMMANDS).map(({ usage, help }) => `  ${usage}\n      ${help}\n`);
  return (
    'Usage: mlreg [--version] [--registry DIR] [--runs DIR] COMMAND ...\n\n' +
    "The lab edition of MLflow's model registry: what its client does with a file store, as commands.\n" +
    'It writes the files of MLflow 3, in registry/ unless told, from the runs in mlruns/.\n\n' +
    lines.join('')
  );
}
