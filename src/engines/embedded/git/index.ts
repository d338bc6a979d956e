import type { Program, ProgramContext } from '../kernel/process.ts';
import { resolvePath, TreeError } from '../kernel/tree.ts';
import { COMMANDS } from './commands/registry.ts';
import { canonicalKey } from './config-file.ts';
import { fatal, GitExit } from './git-error.ts';
import { generalHelp, helpFor, noSuchCommand, VERSION } from './help.ts';
import { notARepository } from './repository.ts';
import { Session, type Override } from './session.ts';

interface Call {
  readonly cwd: string;
  readonly overrides: readonly Override[];
  readonly args: readonly string[];
}

/** Options before the command: `-C`, `-c`, `--no-pager`. */
function readGlobalOptions({ argv, cwd, tree }: ProgramContext): Call {
  const args = argv.slice(1);
  const overrides: Override[] = [];
  let here = cwd;
  const next = (option: string) => {
    args.shift();
    const value = args[0];
    if (value === undefined) throw fatal(`no value given for '${option}'`);
    return value;
  };
  for (; args[0]?.startsWith('-'); args.shift()) {
    const [option = ''] = args;
    if (option === '-C') {
      const folder = next(option);
      here = resolvePath(here, folder);
      if (!tree.tryLookup(here)?.children) {
        throw fatal(`cannot change to '${folder}': No such file or directory`);
      }
    } else if (option === '-c') {
      const [, key = '', value] = /^([^=]+)(?:=(.*))?$/s.exec(next(option)) ?? [];
      const canonical = canonicalKey(key);
      if (canonical === undefined) throw fatal(`invalid config format: ${key}`);
      overrides.push({ key: canonical, value: value ?? 'true' });
    } else if (/^(?:--no-pager|-P|--no-optional-locks|--literal-pathspecs)$/.test(option)) {
      if (option === '--literal-pathspecs') throw fatal(`the lab edition of git has no ${option}`);
    } else if (/^(?:--version|-v|--help|-h)$/.test(option)) {
      return {
        cwd: here,
        overrides,
        args: [/^(?:--version|-v)$/.test(option) ? 'version' : 'help', ...args.slice(1)],
      };
    } else {
      throw new GitExit(
        `unknown option: ${option}\nusage: git [-v | --version] [-h | --help] [-C <path>] [-c <name>=<value>]\n           [--no-pager] <command> [<args>]`,
        129,
      );
    }
  }
  return { cwd: here, overrides, args };
}

async function runCommand(
  context: ProgramContext,
  session: Session,
  args: readonly string[],
): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    session.out(generalHelp());
    return 1;
  }
  if (name === 'version') {
    session.out(`${VERSION}\n`);
    return 0;
  }
  if (name === 'help') {
    session.out(rest[0] === undefined ? generalHelp() : helpFor(rest[0]));
    return 0;
  }
  const found = COMMANDS.get(name);
  const repository = await session.open();
  if (!found) {
    const alias = session.config.get(`alias.${name}`);
    if (alias !== undefined && !alias.startsWith('!')) {
      return runCommand(context, session, [...alias.split(/\s+/), ...rest]);
    }
    throw noSuchCommand(name);
  }
  if (rest.length === 1 && rest[0] === '--help') {
    session.out(helpFor(name));
    return 0;
  }
  if (found.needs !== 'nothing' && !repository) throw notARepository();
  if (found.needs === 'work-tree' && !repository?.hasWorkTree) {
    throw fatal('this operation must be run in a work tree');
  }
  return found.run(session, rest);
}

/** The lab's git. Its objects, index and refs are git's own, so that any other git reads the repository. */
export const git: Program = async (context) => {
  let session: Session | undefined;
  try {
    const call = readGlobalOptions(context);
    session = new Session(context, call.cwd, call.overrides);
    const code = await runCommand(context, session, call.args);
    session.flush();
    return code;
  } catch (error) {
    session?.flush();
    if (error instanceof GitExit) {
      if (error.message !== '') context.stderr(`${error.message}\n`);
      return error.code;
    }
    if (error instanceof TreeError) {
      context.stderr(`fatal: ${error.message}\n`);
      return 128;
    }
    throw error;
  }
};
