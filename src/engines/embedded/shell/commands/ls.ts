import type { CustomCommand } from 'just-bash/browser';
import { resolvePath } from '../../kernel/paths.ts';
import { inColumns } from '../../kernel/line-editor/columns.ts';
import { visible } from '../../kernel/line-editor/width.ts';
import { command, failure, text, type Context, type Result } from './command.ts';
import { reasonOf } from './inputs.ts';
import type { CommandWorld } from './lab-commands.ts';
import { readOptions, type Options } from './options.ts';
import { isForeground } from './programs.ts';

type Stats = Awaited<ReturnType<Context['fs']['stat']>>;

interface Entry {
  readonly name: string;
  readonly stats: Stats;
  /** Of a symbolic link. */
  readonly target?: string;
}

const RULES = {
  flags: '1aAdFhilprRStCG',
  long: {
    all: 'a',
    'almost-all': 'A',
    recursive: 'R',
    reverse: 'r',
    directory: 'd',
    classify: 'F',
    'human-readable': 'h',
  },
};

/** `ls`: just-bash's own shows one mode for every file. Sorted by code point, as Python sorts. */
export const lsCommand = (world: CommandWorld): CustomCommand =>
  command('ls', async (args, context) => {
    const options = readOptions(
      args.filter((arg) => !arg.startsWith('--color')),
      RULES,
    );
    if ('invalid' in options) return failure(`ls: ${options.invalid}`, 2);
    const columns = world.terminal && isForeground(context) ? world.terminal.columns : null;
    return list(context, options, columns);
  });

async function list(context: Context, options: Options, columns: number | null): Promise<Result> {
  const names = options.operands.length === 0 ? ['.'] : options.operands;
  const errors: string[] = [];
  const loose: Entry[] = [];
  const folders: string[] = [];
  for (const name of names) {
    try {
      const entry = await entryOf(context, name, resolvePath(context.cwd, name));
      const leads =
        entry.target !== undefined && !options.has('l') && (await isFolder(context, name));
      if ((entry.stats.isDirectory || leads) && !options.has('d')) folders.push(name);
      else loose.push(entry);
    } catch (error) {
      errors.push(`ls: cannot access '${name}': ${reasonOf(error)}\n`);
    }
  }
  const parts: string[] = [];
  if (loose.length > 0) parts.push(show(sorted(loose, options), options, columns, false));
  const titled = names.length > 1 || options.has('R');
  const queue = options.has('r') ? folders.sort().reverse() : folders.sort();
  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
    const entries = sorted(await entriesOf(context, folder, options), options);
    parts.push((titled ? `${visible(folder)}:\n` : '') + show(entries, options, columns, true));
    if (options.has('R')) {
      const below = entries.filter(({ name, stats }) => stats.isDirectory && !/^\.\.?$/.test(name));
      queue.unshift(...below.map(({ name }) => `${folder === '/' ? '' : folder}/${name}`));
    }
  }
  return text(parts.join('\n'), errors.length > 0 ? 2 : 0, errors.join(''));
}

async function isFolder(context: Context, name: string): Promise<boolean> {
  try {
    return (await context.fs.stat(resolvePath(context.cwd, name))).isDirectory;
  } catch {
    return false;
  }
}

async function entryOf(context: Context, name: string, path: string): Promise<Entry> {
  const stats = await context.fs.lstat(path);
  return stats.isSymbolicLink
    ? { name, stats, target: await context.fs.readlink(path) }
    : { name, stats };
}

async function entriesOf(context: Context, folder: string, options: Options): Promise<Entry[]> {
  const at = resolvePath(context.cwd, folder);
  const names = (await context.fs.readdir(at)).filter(
    (name) => options.has('a') || options.has('A') || !name.startsWith('.'),
  );
  const dots = options.has('a') ? ['.', '..'] : [];
  return Promise.all(
    [...dots, ...names].map((name) => entryOf(context, name, resolvePath(at, name))),
  );
}

function sorted(entries: readonly Entry[], options: Options): Entry[] {
  const byName = (one: Entry, other: Entry) =>
    one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
  const result = [...entries].sort((one, other) => {
    if (options.has('S')) return other.stats.size - one.stats.size || byName(one, other);
    if (options.has('t'))
      return other.stats.mtime.getTime() - one.stats.mtime.getTime() || byName(one, other);
    return byName(one, other);
  });
  return options.has('r') ? result.reverse() : result;
}

function show(
  entries: readonly Entry[],
  options: Options,
  columns: number | null,
  isFolderList: boolean,
): string {
  const shown = entries.map((entry) => visible(entry.name) + mark(entry, options));
  if (!options.has('l')) {
    if (columns === null || options.has('1')) return shown.map((name) => `${name}\n`).join('');
    return shown.length === 0 ? '' : inColumns(shown, columns).replaceAll('\r\n', '\n');
  }
  const rows = entries.map((entry, index) => {
    const { stats, target } = entry;
    const size = options.has('h') ? humanSize(stats.size) : String(stats.size);
    const arrow = target === undefined ? '' : ` -> ${visible(target)}`;
    return [modeText(stats), size, dateText(stats.mtime), `${shown[index] ?? ''}${arrow}`] as const;
  });
  const width = rows.reduce((most, [, size]) => Math.max(most, size.length), 0);
  const blocks = entries.reduce(
    (sum, { stats }) =>
      sum + (stats.isFile ? Math.ceil(stats.size / 4096) * 4 : stats.isDirectory ? 4 : 0),
    0,
  );
  const total = isFolderList ? `total ${blocks}\n` : '';
  return (
    total +
    rows
      .map(
        ([mode, size, date, name]) => `${mode} 1 lab lab ${size.padStart(width)} ${date} ${name}\n`,
      )
      .join('')
  );
}

function mark({ stats }: Entry, options: Options): string {
  if (options.has('p')) return stats.isDirectory ? '/' : '';
  if (!options.has('F')) return '';
  if (stats.isDirectory) return '/';
  if (stats.isSymbolicLink) return options.has('l') ? '' : '@';
  return (stats.mode & 0o111) === 0 ? '' : '*';
}

function modeText(stats: Stats): string {
  const kind = stats.isDirectory ? 'd' : stats.isSymbolicLink ? 'l' : '-';
  const bits = [0o400, 0o200, 0o100, 0o040, 0o020, 0o010, 0o004, 0o002, 0o001];
  return (
    kind +
    bits.map((bit, index) => ((stats.mode & bit) === 0 ? '-' : 'rwx'.charAt(index % 3))).join('')
  );
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** As `ls -l`: the hour within half a year, else the year; in UTC, which is the lab's time zone. */
function dateText(date: Date): string {
  const day = `${MONTHS[date.getUTCMonth()] ?? ''} ${String(date.getUTCDate()).padStart(2)}`;
  const recent = Math.abs(Date.now() - date.getTime()) < 182 * 86_400_000;
  return recent ? `${day} ${date.toISOString().slice(11, 16)}` : `${day}  ${date.getUTCFullYear()}`;
}

export function humanSize(size: number): string {
  if (size < 1024) return String(size);
  let value = size;
  let unit = '';
  for (const next of 'KMGT') {
    if (value < 1024) break;
    value /= 1024;
    unit = next;
  }
  return `${value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : Math.ceil(value)}${unit}`;
}
