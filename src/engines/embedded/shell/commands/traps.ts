import type { CustomCommand } from 'just-bash/browser';
import { signalNames, SIGNALS } from '../../kernel/signals.ts';
import { LAST_JOB } from '../adaptations.ts';
import { trapNamed } from '../traps.ts';
import { command, text, type Context, type Result } from './command.ts';
import type { CommandWorld } from './lab-commands.ts';

/** `CHECK_TRAPS "$?" || eval "$TRAP_ACTION"` stands between the commands of a script that sets traps. */
export const CHECK_TRAPS = '__lab_check_traps';
export const TRAP_ACTION = '__lab_trap_action';
/** `LEAVE "$?"` stands before `exit` in a script that sets traps. */
export const LEAVE = '__lab_leave';
/** `ENTER; ( … ); AFTER "$?"`: a subshell that may set a trap. */
export const ENTER = '__lab_enter';
export const AFTER = '__lab_after';
const SET_STATUS = '__lab_status';

const USAGE = 'trap: usage: trap [-lp] [[arg] signal_spec ...]';

export function trapCommands(world: CommandWorld): CustomCommand[] {
  return [
    command('trap', (args) => Promise.resolve(trap(world, args))),
    command(SET_STATUS, (statuses) => Promise.resolve(withStatuses(statuses))),
    command(LEAVE, (statuses, context) => {
      world.shell.leftWith = { ...Object.fromEntries(context.env), PWD: context.cwd };
      return Promise.resolve(withStatuses(statuses));
    }),
    command(ENTER, () => {
      world.shell.enterSubshell();
      return Promise.resolve(text(''));
    }),
    command(AFTER, ([status = '0'], context) => afterSubshell(world, Number(status), context)),
    command(CHECK_TRAPS, (statuses, context) => check(world, statuses, context)),
  ];
}

async function afterSubshell(
  world: CommandWorld,
  exitCode: number,
  context: Context,
): Promise<Result> {
  const action = world.shell.leaveSubshell();
  const env = world.shell.leftWith ?? Object.fromEntries(context.env);
  world.shell.leftWith = undefined;
  if (action === undefined) return text('', exitCode);
  const { stdout, stderr, exitCode: code } = await world.shell.runExit(action, { exitCode, env });
  return text(stdout, code, stderr);
}

/** `$?`, then `PIPESTATUS`. */
function withStatuses([status = '0', ...pipe]: readonly string[]): Result {
  return { ...text('', Number(status)), internalPipeStatusOverride: pipe.map(Number) };
}

async function check(
  world: CommandWorld,
  statuses: readonly string[],
  context: Context,
): Promise<Result> {
  await world.yieldTurn();
  const action = world.shell.traps.next();
  if (action === undefined && statuses[0] === '0') return withStatuses(statuses);
  const back = `${SET_STATUS} ${statuses.join(' ')}`;
  // The action sees the status of the command before it, which `set -e` is not to take for a failure of the action.
  await context.assignShellVariable?.(
    TRAP_ACTION,
    action === undefined ? back : `${back} && :\n${action}\n${back}`,
  );
  return text('', 1);
}

function trap(world: CommandWorld, args: readonly string[]): Result {
  const { traps } = world.shell;
  const [first, ...rest] = args;
  if (first === undefined || first === '-p') {
    const asked = rest.map(trapNamed);
    const rows = traps.all().filter(([name]) => asked.length === 0 || asked.includes(name));
    return text(
      rows
        .map(
          ([name, action]) => `trap -- ${quoted(action)} ${name === 'EXIT' ? '' : 'SIG'}${name}\n`,
        )
        .join(''),
    );
  }
  if (first === '-l') {
    return text(signalNames.map((name) => `${SIGNALS[name]}) SIG${name}\n`).join(''));
  }
  if (/^-./.test(first) && first !== '--') {
    return text('', 2, `bash: trap: ${first}: invalid option\n${USAGE}\n`);
  }
  const [action = '', ...names] = first === '--' ? rest : args;
  // One word alone is a name to be reset.
  const isReset = action === '-' || names.length === 0;
  const asked = names.length === 0 ? [action] : names;
  if (names.length === 0 && trapNamed(action) === undefined) return text('', 2, `${USAGE}\n`);
  let stderr = '';
  for (const word of asked) {
    const name = trapNamed(word);
    if (name === undefined) stderr += `bash: trap: ${word}: invalid signal specification\n`;
    else traps.set(name, isReset ? undefined : action.replaceAll('$!', `\${${LAST_JOB}}`));
  }
  return text('', stderr === '' ? 0 : 1, stderr);
}

const quoted = (words: string): string => `'${words.replaceAll("'", "'\\''")}'`;
