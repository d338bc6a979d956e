import type { CustomCommand } from 'just-bash/browser';
import type { JobRequest, JobState } from '../../kernel/shell-protocol.ts';
import { exitCodeOf, signalNames } from '../../kernel/signals.ts';
import { LAST_JOB } from '../adaptations.ts';
import { START_JOB } from '../concurrent.ts';
import { NAMES_OF_JOB_COMMANDS } from '../job-names.ts';
import { copyArguments } from '../shell-state.ts';
import { command, failure, text, type Context, type Result } from './command.ts';
import type { CommandWorld } from './lab-commands.ts';

/** `&`, `jobs`, `wait`, `fg`, `bg`, `disown`. */
export function jobCommands(world: CommandWorld): CustomCommand[] {
  return [
    command(START_JOB, ([source = '', words = ''], context) =>
      startJob(world, context, {
        text: words,
        job: { argv: copyArguments(source, context), session: world.shell.copyFor(context) },
      }),
    ),
    command('jobs', (args) => listJobs(world, args)),
    command(NAMES_OF_JOB_COMMANDS.get('wait') ?? 'wait', (args, context) =>
      wait(world, args, context),
    ),
    command('fg', (args, context) => foreground(world, args, context)),
    command('bg', (args) => background(world, args)),
    command('disown', (args) => disown(world, args)),
  ];
}

export async function startJob(
  world: CommandWorld,
  context: Context,
  request: Omit<JobRequest, 'shell'>,
): Promise<Result> {
  let state: JobState;
  try {
    state = await world.link.call('startJob', { ...request, shell: world.shell.number });
  } catch (error) {
    return failure(`bash: fork: ${error instanceof Error ? error.message : String(error)}`, 254);
  }
  world.shell.hasJobs = true;
  await context.assignShellVariable?.(LAST_JOB, String(state.process));
  const said = world.interactive ? `[${state.number}] ${state.process}\n` : '';
  return text('', 0, said);
}

export async function jobsOf(world: CommandWorld): Promise<readonly JobState[]> {
  return world.shell.hasJobs ? world.link.call('jobs', world.shell.number) : [];
}

/** As bash says what became of jobs, and forgets those that it has told of. */
export async function tellJobs(
  world: CommandWorld,
  rows: readonly JobState[],
  shape: (job: JobState, mark: string) => string = jobRow,
): Promise<string> {
  const all = await jobsOf(world);
  const current = all.at(-1)?.process;
  const before = all.at(-2)?.process;
  const told = rows.map((job) =>
    shape(job, job.process === current ? '+' : job.process === before ? '-' : ' '),
  );
  const ended = rows.filter(({ exitCode }) => exitCode !== null).map(({ process }) => process);
  if (ended.length > 0) await world.link.call('forgetJobs', world.shell.number, ended);
  return told.join('');
}

function jobRow({ number, text: words, exitCode }: JobState, mark: string): string {
  return `[${number}]${mark}  ${stateInWords(exitCode).padEnd(24)}${words}${exitCode === null ? ' &' : ''}\n`;
}

const SIGNAL_WORDS: Readonly<Record<string, string>> = {
  HUP: 'Hangup',
  INT: 'Interrupt',
  QUIT: 'Quit',
  KILL: 'Killed',
  TERM: 'Terminated',
  PIPE: 'Broken pipe',
  USR1: 'User defined signal 1',
  USR2: 'User defined signal 2',
  ALRM: 'Alarm clock',
  ABRT: 'Aborted',
};

export function stateInWords(exitCode: number | null): string {
  if (exitCode === null) return 'Running';
  if (exitCode === 0) return 'Done';
  const signal = signalNames.find((name) => exitCodeOf(name) === exitCode);
  return (signal && SIGNAL_WORDS[signal]) ?? `Exit ${exitCode}`;
}

async function listJobs(world: CommandWorld, args: readonly string[]): Promise<Result> {
  const wrong = args.find((arg) => /^-/.test(arg) && !/^-[lprs]+$/.test(arg));
  if (wrong !== undefined) {
    return failure(
      `bash: jobs: ${wrong}: invalid option\njobs: usage: jobs [-lnprs] [jobspec ...] or jobs -x command [args]`,
      2,
    );
  }
  const has = (letter: string) => args.some((arg) => arg.startsWith('-') && arg.includes(letter));
  if (has('s')) return text('');
  let rows = await jobsOf(world);
  if (has('r')) rows = rows.filter(({ exitCode }) => exitCode === null);
  for (const spec of args.filter((arg) => !arg.startsWith('-'))) {
    const found = findJob(rows, spec);
    if (!found) return failure(`bash: jobs: ${spec}: no such job`);
    rows = [found];
  }
  if (has('p')) return text(rows.map(({ process }) => `${process}\n`).join(''));
  const long = (job: JobState, mark: string) => jobRow(job, mark).replace('  ', ` ${job.process} `);
  return text(await tellJobs(world, rows, has('l') ? long : jobRow));
}

/** `%1`, `%%`, `%+`, `%-`, `%name`, `%?part`, or the number of a process. */
export function findJob(jobs: readonly JobState[], spec: string): JobState | undefined {
  if (/^\d+$/.test(spec)) return jobs.find(({ process }) => process === Number(spec));
  const word = spec.replace(/^%/, '');
  if (/^\d+$/.test(word)) return jobs.find(({ number }) => number === Number(word));
  if (word === '' || word === '%' || word === '+') return jobs.at(-1);
  if (word === '-') return jobs.at(-2) ?? jobs.at(-1);
  const matches = word.startsWith('?')
    ? (job: JobState) => job.text.includes(word.slice(1))
    : (job: JobState) => job.text.startsWith(word);
  return jobs.findLast(matches);
}

/** Resolves to `undefined` when the shell is interrupted meanwhile. */
async function ended(
  world: CommandWorld,
  processes: readonly number[],
  context: Context,
  isForeground = false,
): Promise<JobState | null | undefined> {
  const waiting = world.link.call('waitFor', world.shell.number, processes, isForeground);
  const interrupted = world.shell.traps.interrupted();
  const stopped = new Promise<undefined>((resolve) => {
    context.signal?.addEventListener('abort', () => {
      resolve(undefined);
    });
  });
  return Promise.race([waiting, interrupted, stopped]);
}

async function wait(
  world: CommandWorld,
  args: readonly string[],
  context: Context,
): Promise<Result> {
  const isAny = args[0] === '-n';
  const specs = isAny ? args.slice(1) : args;
  const wrong = specs.find((spec) => spec.startsWith('-'));
  if (wrong !== undefined) {
    return failure(
      `bash: wait: ${wrong}: invalid option\nwait: usage: wait [-fn] [-p var] [id ...]`,
      2,
    );
  }
  const jobs = await jobsOf(world);
  const known = specs.map((spec) => [spec, findJob(jobs, spec)] as const);
  let exitCode = isAny && jobs.length === 0 ? 127 : 0;
  let stderr = '';
  const asked = specs.length === 0 ? jobs : known.flatMap(([, job]) => (job ? [job] : []));
  for (const [spec, job] of known) {
    if (job) continue;
    exitCode = 127;
    stderr += /^\d+$/.test(spec)
      ? `bash: wait: pid ${spec} is not a child of this shell\n`
      : spec.startsWith('%')
        ? `bash: wait: ${spec}: no such job\n`
        : `bash: wait: \`${spec}': not a pid or valid job spec\n`;
  }
  for (const group of isAny ? [asked] : asked.map((job) => [job])) {
    if (group.length === 0) continue;
    const one = await ended(
      world,
      group.map(({ process }) => process),
      context,
    );
    if (one === undefined) return text('', 130, stderr);
    if (one === null) continue;
    // `wait` alone is true, whatever the jobs were.
    if (specs.length > 0 || isAny) exitCode = one.exitCode ?? 0;
    await world.link.call('forgetJobs', world.shell.number, [one.process]);
  }
  return text('', exitCode, stderr);
}

async function foreground(
  world: CommandWorld,
  [spec = '%%']: readonly string[],
  context: Context,
): Promise<Result> {
  if (!world.interactive) return failure('bash: fg: no job control');
  const job = findJob(await jobsOf(world), spec);
  if (!job) {
    return failure(`bash: fg: ${spec === '%%' ? 'current' : spec}: no such job`);
  }
  await world.output.write(1, new TextEncoder().encode(`${job.text}\n`));
  world.onForeground?.();
  const over = await ended(world, [job.process], context, true);
  if (!over) {
    // Ctrl-C may come before the kernel knows that the job has the terminal.
    await world.link.call('signal', job.process, 'INT');
    return text('', 130);
  }
  await world.link.call('forgetJobs', world.shell.number, [job.process]);
  return text('', over.exitCode ?? 0);
}

async function background(world: CommandWorld, [spec = '%%']: readonly string[]): Promise<Result> {
  if (!world.interactive) return failure('bash: bg: no job control');
  const job = findJob(await jobsOf(world), spec);
  if (!job) return failure(`bash: bg: ${spec === '%%' ? 'current' : spec}: no such job`);
  return text('', 0, `bash: bg: job ${job.number} already in background\n`);
}

async function disown(world: CommandWorld, args: readonly string[]): Promise<Result> {
  const jobs = await jobsOf(world);
  const specs = args.filter((arg) => !arg.startsWith('-'));
  if (args.includes('-a')) {
    await world.link.call('leaveJobs', world.shell.number);
    return text('');
  }
  for (const spec of specs.length === 0 ? ['%%'] : specs) {
    const job = findJob(jobs, spec);
    if (!job) {
      return failure(`bash: disown: ${spec === '%%' ? 'current' : spec}: no such job`);
    }
    await world.link.call('disown', world.shell.number, job.process);
  }
  return text('');
}
