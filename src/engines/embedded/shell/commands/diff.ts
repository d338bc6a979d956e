import { diffArrays } from 'diff';
import { decodeText } from '../bytes.ts';
import { resolvePath } from '../../kernel/paths.ts';
import { command, failure, text, type Context, type Result } from './command.ts';
import { readInputs, reasonOf } from './inputs.ts';
import { readOptions, type Options } from './options.ts';

/** Lines that differ: `from` are counted from 0 in each file. */
interface Change {
  readonly from: readonly [old: number, new: number];
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

const RULES = {
  flags: 'quwbBiNrsa',
  values: 'U',
  long: {
    brief: 'q',
    unified: 'u',
    recursive: 'r',
    'ignore-all-space': 'w',
    'ignore-case': 'i',
    'new-file': 'N',
    'report-identical-files': 's',
  },
};

/** `diff` in its own format and, with `-u`, the unified one; just-bash's has neither's header right. */
export const diffCommand = command('diff', async (args, context) => {
  const options = readOptions(
    args.filter((arg) => !arg.startsWith('--color')),
    RULES,
  );
  if ('invalid' in options) return failure(`diff: ${options.invalid}`, 2);
  const [one, other] = options.operands;
  if (one === undefined || other === undefined) return failure('diff: missing operand', 2);
  return compare(context, options, one, other);
});

async function compare(
  context: Context,
  options: Options,
  one: string,
  other: string,
): Promise<Result> {
  const [left, right] = [await kindOf(context, one), await kindOf(context, other)];
  if (left === 'folder' && right === 'folder') return compareFolders(context, options, one, other);
  const base = (path: string) => path.replace(/\/+$/, '').split('/').pop() ?? path;
  const oldName = left === 'folder' ? `${one}/${base(other)}` : one;
  const newName = right === 'folder' ? `${other}/${base(one)}` : other;
  const inputs = await readInputs([oldName, newName], context);
  const faults = inputs.flatMap((input) =>
    'fault' in input ? [`diff: ${input.name}: ${input.fault}`] : [],
  );
  if (faults.length > 0) return failure(faults.join('\n'), 2);
  const [before, after] = inputs.map((input) =>
    'bytes' in input ? input.bytes : new Uint8Array(0),
  );
  if (!before || !after) return text('');
  if (before.includes(0) || after.includes(0)) {
    const same =
      before.length === after.length && before.every((byte, index) => byte === after[index]);
    return same ? text('') : text(`Binary files ${oldName} and ${newName} differ\n`, 1);
  }
  const [oldLines, newLines] = [linesOf(decodeText(before)), linesOf(decodeText(after))];
  const changes = changesOf(oldLines, newLines, options);
  if (changes.length === 0) {
    return text(options.has('s') ? `Files ${oldName} and ${newName} are identical\n` : '');
  }
  if (options.has('q')) return text(`Files ${oldName} and ${newName} differ\n`, 1);
  const asked = options.value('U');
  if (options.has('u') || asked !== undefined) {
    const header = await Promise.all([oldName, newName].map((name) => stamp(context, name)));
    return text(
      `--- ${header[0] ?? ''}\n+++ ${header[1] ?? ''}\n${unified(oldLines, changes, Number(asked ?? 3))}`,
      1,
    );
  }
  return text(changes.map(normal).join(''), 1);
}

async function kindOf(context: Context, name: string): Promise<'file' | 'folder'> {
  if (name === '-') return 'file';
  try {
    const stats = await context.fs.stat(resolvePath(context.cwd, name));
    return stats.isDirectory ? 'folder' : 'file';
  } catch {
    return 'file';
  }
}

async function compareFolders(
  context: Context,
  options: Options,
  one: string,
  other: string,
): Promise<Result> {
  const list = (name: string) => context.fs.readdir(resolvePath(context.cwd, name));
  const [left, right] = [await list(one), await list(other)];
  let stdout = '';
  let stderr = '';
  let exitCode = 0;
  for (const name of [...new Set([...left, ...right])].sort()) {
    if (!left.includes(name) || !right.includes(name)) {
      stdout += `Only in ${left.includes(name) ? one : other}: ${name}\n`;
      exitCode = Math.max(exitCode, 1);
      continue;
    }
    const [a, b] = [`${one}/${name}`, `${other}/${name}`];
    const bothFolders =
      (await kindOf(context, a)) === 'folder' && (await kindOf(context, b)) === 'folder';
    if (bothFolders && !options.has('r')) {
      stdout += `Common subdirectories: ${a} and ${b}\n`;
      continue;
    }
    const result = await compare(context, options, a, b);
    const titled = result.stdout !== '' && !bothFolders && !options.has('q');
    stdout +=
      (titled
        ? `diff${options.has('r') ? ' -r' : ''}${options.has('u') ? ' -u' : ''} ${a} ${b}\n`
        : '') + result.stdout;
    stderr += result.stderr;
    exitCode = Math.max(exitCode, result.exitCode);
  }
  return text(stdout, exitCode, stderr);
}

/** A line keeps its end; the last one may have none. */
const linesOf = (source: string): string[] => source.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function changesOf(oldLines: string[], newLines: string[], options: Options): Change[] {
  const plain = (line: string) => {
    let result = line;
    if (options.has('w')) result = result.replace(/[^\S\n]/g, '');
    else if (options.has('b')) result = result.replace(/[^\S\n]+/g, ' ').replace(/ \n$/, '\n');
    return options.has('i') ? result.toLowerCase() : result;
  };
  const changes: Change[] = [];
  let [oldAt, newAt] = [0, 0];
  let open: { from: readonly [number, number]; removed: string[]; added: string[] } | undefined;
  for (const piece of diffArrays(oldLines.map(plain), newLines.map(plain))) {
    const { length } = piece.value;
    if (piece.added || piece.removed) {
      if (!open) {
        open = { from: [oldAt, newAt], removed: [], added: [] };
        changes.push(open);
      }
      if (piece.removed) open.removed.push(...oldLines.slice(oldAt, oldAt + length));
      else open.added.push(...newLines.slice(newAt, newAt + length));
    } else open = undefined;
    if (!piece.added) oldAt += length;
    if (!piece.removed) newAt += length;
  }
  return changes;
}

const marked = (mark: string, line: string): string =>
  `${mark}${line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`}`;

/** `2,3c4`: what to do with which lines. */
function normal({ from: [oldAt, newAt], removed, added }: Change): string {
  const span = (at: number, count: number) =>
    count === 0 ? String(at) : count === 1 ? String(at + 1) : `${at + 1},${at + count}`;
  const verb = removed.length === 0 ? 'a' : added.length === 0 ? 'd' : 'c';
  return [
    `${span(oldAt, removed.length)}${verb}${span(newAt, added.length)}\n`,
    ...removed.map((line) => marked('< ', line)),
    verb === 'c' ? '---\n' : '',
    ...added.map((line) => marked('> ', line)),
  ].join('');
}

function unified(oldLines: readonly string[], changes: readonly Change[], context: number): string {
  const groups: Change[][] = [];
  for (const change of changes) {
    const last = groups.at(-1)?.at(-1);
    const gap = last ? change.from[0] - (last.from[0] + last.removed.length) : Infinity;
    if (gap <= context * 2) groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups.map((group) => hunk(oldLines, group, context)).join('');
}

function hunk(oldLines: readonly string[], group: readonly Change[], context: number): string {
  const [first] = group;
  const last = group.at(-1);
  if (!first || !last) return '';
  const start = Math.max(0, first.from[0] - context);
  const end = Math.min(oldLines.length, last.from[0] + last.removed.length + context);
  let body = '';
  let at = start;
  let newCount = 0;
  const keep = (to: number) => {
    for (; at < to; at++, newCount++) body += marked(' ', oldLines[at] ?? '');
  };
  for (const change of group) {
    keep(change.from[0]);
    body += change.removed.map((line) => marked('-', line)).join('');
    body += change.added.map((line) => marked('+', line)).join('');
    at += change.removed.length;
    newCount += change.added.length;
  }
  keep(end);
  const newStart = first.from[1] - (first.from[0] - start);
  const span = (from: number, count: number) =>
    count === 1 ? String(from + 1) : `${count === 0 ? from : from + 1},${count}`;
  return `@@ -${span(start, end - start)} +${span(newStart, newCount)} @@\n${body}`;
}

/** A file's name and time, as the unified format's header has them. */
async function stamp(context: Context, name: string): Promise<string> {
  let when = new Date();
  try {
    when = (await context.fs.stat(resolvePath(context.cwd, name))).mtime;
  } catch (error) {
    if (name !== '-') throw new Error(`diff: ${name}: ${reasonOf(error)}`, { cause: error });
  }
  const [day = '', time = ''] = when.toISOString().split('T');
  return `${name}\t${day} ${time.slice(0, -1)}000000 +0000`;
}
