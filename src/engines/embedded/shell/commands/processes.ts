import type { CustomCommand } from 'just-bash/browser';
import type { ProcessInfo } from '../../kernel/process-table.ts';
import { signalNamed, signalNames, SIGNALS, type SignalName } from '../../kernel/signals.ts';
import { command, failure, text, type Result } from './command.ts';
import { findJob, jobsOf } from './jobs.ts';
import type { CommandWorld } from './lab-commands.ts';

/** `ps` and `kill`. */
export function processCommands(world: CommandWorld): CustomCommand[] {
  return [
    command('ps', (args) => listProcesses(world, args)),
    command('kill', (args) => kill(world, args)),
  ];
}

const KILL_USAGE =
  'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]';

async function kill(world: CommandWorld, args: readonly string[]): Promise<Result> {
  const rest = [...args];
  let name: SignalName | 0 = 'TERM';
  const first = rest[0] ?? '';
  if (first === '-l' || first === '-L') return listSignals(rest.slice(1));
  if (/^-./.test(first) && first !== '--') {
    rest.shift();
    const word = first === '-s' || first === '-n' ? rest.shift() : first.slice(1);
    if (word === undefined) return failure(`bash: kill: ${first}: option requires an argument`, 2);
    const signal = word === '0' ? 0 : signalNamed(word);
    if (signal === undefined) return failure(`bash: kill: ${word}: invalid signal specification`);
    name = signal;
  }
  if (rest[0] === '--') rest.shift();
  if (rest.length === 0) return failure(KILL_USAGE, 2);
  let stderr = '';
  const jobs = await jobsOf(world);
  for (const word of rest) {
    const process = word.startsWith('%') ? findJob(jobs, word)?.process : Number(word);
    if (process === undefined) stderr += `bash: kill: ${word}: no such job\n`;
    else if (!/^%|^-?\d+$/.test(word)) {
      stderr += `bash: kill: ${word}: arguments must be process or job IDs\n`;
    } else if (!(await world.link.call('signal', Math.abs(process), name))) {
      stderr += `bash: kill: (${word}) - No such process\n`;
    }
  }
  return text('', stderr === '' ? 0 : 1, stderr);
}

function listSignals(words: readonly string[]): Result {
  if (words.length === 0) {
    return text(
      signalNames.map((name) => `${String(SIGNALS[name]).padStart(2)}) SIG${name}\n`).join(''),
    );
  }
  let stdout = '';
  for (const word of words) {
    const number = Number(word);
    const name = signalNamed(number > 128 ? String(number - 128) : word);
    if (name === undefined) return failure(`bash: kill: ${word}: invalid signal specification`);
    stdout += /^\d+$/.test(word) ? `${name}\n` : `${SIGNALS[name]}\n`;
  }
  return text(stdout);
}

const PS_USAGE = `
Usage:
 ps [options]

 Try 'ps --help <simple|list|output|threads|misc|all>'
  or 'ps --help <s|l|o|t|m|a>'
 for additional help text.

For more details see ps(1).
`;

async function listProcesses(world: CommandWorld, args: readonly string[]): Promise<Result> {
  const words = args.map((arg) => arg.replace(/^-/, ''));
  const bad = args.find((arg) => !/^-?[aAefuxwl]+$/.test(arg));
  if (bad !== undefined) {
    const said = bad.startsWith('--') ? 'unknown gnu long option' : 'unsupported SysV option';
    return text('', 1, `error: ${said}\n${PS_USAGE}`);
  }
  const letters = words.join('');
  const isAll = /[aAex]/.test(letters);
  const all = await world.link.call('processes');
  const shown = isAll ? all : all.filter((one) => isOfTerminal(one, all));
  if (letters.includes('u')) return text(table(USER_COLUMNS, shown));
  return text(table(letters.includes('f') ? FULL_COLUMNS : PLAIN_COLUMNS, shown));
}

/** A process is of a terminal when it, or one that started it, has one. */
function isOfTerminal(one: ProcessInfo, all: readonly ProcessInfo[]): boolean {
  if (one.hasTerminal) return true;
  const parent = all.find(({ number }) => number === one.parent);
  return parent !== undefined && isOfTerminal(parent, all);
}

interface Column {
  readonly title: string;
  readonly width: number;
  readonly isLeft?: boolean;
  of(one: ProcessInfo): string;
}

const nameOf = ({ argv }: ProcessInfo): string => (argv[0] ?? '?').replace(/^.*\//, '');
const lineOf = ({ argv }: ProcessInfo): string => argv.join(' ').replaceAll('\n', ' ');
const started = ({ startedMs }: ProcessInfo): string =>
  new Date(startedMs).toISOString().slice(11, 16);

const PID: Column = { title: 'PID', width: 7, of: ({ number }) => String(number) };
const TTY: Column = {
  title: 'TTY',
  width: 8,
  isLeft: true,
  of: ({ hasTerminal }) => (hasTerminal ? 'pts/0' : '?'),
};
/** What a worker used of the processor, no browser tells: the column is there for those who cut it. */
const TIME: Column = { title: 'TIME', width: 8, of: () => '00:00:00' };

const PLAIN_COLUMNS: readonly Column[] = [
  PID,
  TTY,
  TIME,
  { title: 'CMD', width: 0, isLeft: true, of: nameOf },
];
const FULL_COLUMNS: readonly Column[] = [
  { title: 'UID', width: 8, isLeft: true, of: () => 'lab' },
  PID,
  { title: 'PPID', width: 7, of: ({ parent }) => String(parent) },
  { title: 'C', width: 2, of: () => '0' },
  { title: 'STIME', width: 5, isLeft: true, of: started },
  TTY,
  TIME,
  { title: 'CMD', width: 0, isLeft: true, of: lineOf },
];
const USER_COLUMNS: readonly Column[] = [
  { title: 'USER', width: 8, isLeft: true, of: () => 'lab' },
  PID,
  { ...TTY, title: 'TTY' },
  { title: 'START', width: 5, isLeft: true, of: started },
  { title: 'COMMAND', width: 0, isLeft: true, of: lineOf },
];

function table(columns: readonly Column[], rows: readonly ProcessInfo[]): string {
  const line = (cell: (column: Column) => string) =>
    `${columns
      .map((column) =>
        column.isLeft ? cell(column).padEnd(column.width) : cell(column).padStart(column.width),
      )
      .join(' ')
      .trimEnd()}\n`;
  return [line(({ title }) => title), ...rows.map((row) => line((column) => column.of(row)))].join(
    '',
  );
}
