import type { CustomCommand } from 'just-bash/browser';
import { resolvePath } from '../../kernel/paths.ts';
import type { ProgramRedirect, RunRequest } from '../../kernel/shell-protocol.ts';
import { decodeText, fromByteString } from '../bytes.ts';
import { MARK, RUN_PROGRAMS, type ProgramsSpec } from '../concurrent.ts';
import { FOREGROUND_FD } from '../foreground.ts';
import { bytes, command, failure, stdinBytes, type Context, type Result } from './command.ts';
import { reasonOf } from './inputs.ts';
import { startJob } from './jobs.ts';
import type { CommandWorld } from './lab-commands.ts';

/** The kernel's programs as commands. Alone in the foreground of a terminal they stream; else they run to their end first. */
export function programCommands(world: CommandWorld): CustomCommand[] {
  return [
    ...world.programs.map((name) =>
      command(name, (args, context) => runProgram(world, [name, ...args], context)),
    ),
    command(RUN_PROGRAMS, (args, context) => runPrograms(world, args, context)),
  ];
}

export async function runProgram(
  world: CommandWorld,
  argv: readonly string[],
  context: Context,
): Promise<Result> {
  return run(world, { argv }, context);
}

async function run(
  world: CommandWorld,
  what: Pick<RunRequest, 'argv' | 'then' | 'redirects' | 'enoughLines'>,
  context: Context,
): Promise<Result> {
  const foreground = world.streams && isForeground(context);
  if (foreground) world.onForeground?.();
  const ignored = world.shell.traps.ignored();
  const call = world.link.start('run', {
    ...what,
    ...(ignored.length > 0 ? { ignored } : {}),
    cwd: context.cwd,
    env: { ...context.exportedEnv },
    stdin: fromByteString(stdinBytes(context)),
    foreground,
  });
  const cancel = () => {
    world.link.send({ type: 'cancel', id: call.id });
  };
  context.signal?.addEventListener('abort', cancel, { once: true });
  try {
    const { exitCode, exitCodes, stdout, stderr } = await call.answer;
    return {
      ...bytes(stdout, exitCode, decodeText(stderr)),
      ...(exitCodes ? { internalPipeStatusOverride: [...exitCodes] } : {}),
    };
  } finally {
    context.signal?.removeEventListener('abort', cancel);
  }
}

/** See `concurrent.ts`. */
async function runPrograms(
  world: CommandWorld,
  [json = '', ...words]: readonly string[],
  context: Context,
): Promise<Result> {
  const spec = JSON.parse(json) as ProgramsSpec;
  const groups: string[][] = [];
  for (const word of words) {
    if (word === MARK) groups.push([]);
    else groups.at(-1)?.push(word);
  }
  const [argv = [], ...then] = groups.slice(0, spec.stages);
  const redirects: ProgramRedirect[] = [];
  for (const [index, redirect] of spec.redirects.entries()) {
    const target = groups[spec.stages + index] ?? [];
    const [name = ''] = target;
    if (target.length !== 1) return failure(`bash: ${target.join(' ')}: ambiguous redirect`);
    const fault = redirect.isDup ? undefined : await whyNot(redirect, name, context);
    if (fault !== undefined) return failure(`bash: ${name}: ${fault}`);
    const { stage, fd, append } = redirect;
    redirects.push({ stage, fd, to: targetOf(redirect.isDup, append, name, context) });
  }
  const what = { argv, then, redirects };
  if (spec.background !== undefined) {
    return startJob(world, context, {
      text: spec.background,
      job: {
        ...what,
        cwd: context.cwd,
        env: { ...context.exportedEnv },
        stdin: fromByteString(stdinBytes(context)),
      },
    });
  }
  const { enoughLines } = spec;
  const result = await run(
    world,
    { ...what, ...(enoughLines === undefined ? {} : { enoughLines }) },
    context,
  );
  const codes = result.internalPipeStatusOverride ?? [];
  const failed = codes.findLast((code) => code !== 0);
  return hasOption(context, 'pipefail') && failed !== undefined
    ? { ...result, exitCode: failed }
    : result;
}

function targetOf(
  isDup: boolean,
  append: boolean,
  name: string,
  context: Context,
): ProgramRedirect['to'] {
  if (isDup) return { descriptor: name === '2' ? 2 : 1 };
  const path = resolvePath(context.cwd, name);
  if (path === '/dev/stdout' || path === '/dev/tty') return { descriptor: 1 };
  if (path === '/dev/stderr') return { descriptor: 2 };
  return { path, append };
}

/** Why a file cannot be what a redirection asks, in bash's words. */
async function whyNot(
  { fd, append }: { readonly fd: 0 | 1 | 2; readonly append: boolean },
  name: string,
  context: Context,
): Promise<string | undefined> {
  const path = resolvePath(context.cwd, name);
  if (path.startsWith('/dev/')) return undefined;
  try {
    const stats = await context.fs.stat(path);
    if (fd === 0) return undefined;
    if (stats.isDirectory) return 'Is a directory';
    const isKept = !append && stats.isFile && hasOption(context, 'noclobber');
    return isKept ? 'cannot overwrite existing file' : undefined;
  } catch (error) {
    if (fd === 0) return reasonOf(error);
    const folder = path.slice(0, path.lastIndexOf('/')) || '/';
    try {
      return (await context.fs.stat(folder)).isDirectory ? undefined : 'Not a directory';
    } catch (fault) {
      return reasonOf(fault);
    }
  }
}

const hasOption = (context: Context, option: string): boolean =>
  (context.env.get('SHELLOPTS') ?? '').split(':').includes(option);

/** Whether `foreground.ts` found this command alone in the foreground. */
export const isForeground = (context: Context): boolean =>
  context.fileDescriptors?.has(FOREGROUND_FD) === true;
