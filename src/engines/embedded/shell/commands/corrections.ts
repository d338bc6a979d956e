import type { CustomCommand } from 'just-bash/browser';
import { resolvePath } from '../../kernel/paths.ts';
import { decodeText, encodeText } from '../bytes.ts';
import { bytes, command, failure, text, type Context, type Result } from './command.ts';
import { readInputs } from './inputs.ts';
import { readOptions } from './options.ts';

/** Commands of just-bash that need a word put right before, or a line after. What each corrects stands beside it. */
export const corrections: readonly CustomCommand[] = [
  corrected('xargs', spacedOptions('ndIPLsa')),
  corrected('paste', pasteOptions),
  command('cat', (args, context) => withoutFolders('cat', args, context)),
  corrected('uniq', undefined, (result, args) =>
    args.some((arg) => /^-[a-z]*c|^--count$/.test(arg))
      ? {
          ...result,
          stdout: result.stdout.replace(
            /^ *(\d+) /gm,
            (_, count: string) => `${count.padStart(7)} `,
          ),
        }
      : result,
  ),
  corrected('grep', undefined, withDotPrefix),
  corrected('awk', (args) => args.map(lengthWithParentheses)),
  ...['md5sum', 'sha1sum', 'sha256sum'].map((name) =>
    corrected(name, undefined, complaintsToStderr),
  ),
  command('printf', printf),
  command('head', head),
  command('wc', wc),
];

/** just-bash's own command, with its arguments or its result put right. */
function corrected(
  name: string,
  before: (args: string[]) => string[] = (args) => args,
  after: (result: Result, args: readonly string[]) => Result = (result) => result,
): CustomCommand {
  return command(name, async (args, context) => {
    const right = before(args);
    return after(await original(context, right), right);
  });
}

function original(context: Context, args: string[]): Promise<Result> {
  if (!context.origCommand) throw new Error('just-bash has no such command');
  return context.origCommand(args);
}

/** just-bash takes `-s -d +`, not `-sd+`, and standard input only by its name. */
function pasteOptions(args: string[]): string[] {
  const spaced = args.flatMap((arg) => (/^-sd./.test(arg) ? ['-s', `-d${arg.slice(3)}`] : [arg]));
  const files = spaced.filter((arg, index) => !/^-./.test(arg) && spaced[index - 1] !== '-d');
  return files.length === 0 ? [...spaced, '-'] : spaced;
}

/** just-bash says of a folder that it is not there. */
async function withoutFolders(name: string, args: string[], context: Context): Promise<Result> {
  const folders: string[] = [];
  for (const arg of args) {
    if (!arg.startsWith('-') && (await isFolder(arg, context))) folders.push(arg);
  }
  if (folders.length === 0) return original(context, args);
  const stderr = folders.map((folder) => `${name}: ${folder}: Is a directory\n`).join('');
  const rest = args.filter((arg) => !folders.includes(arg));
  if (rest.every((arg) => arg.startsWith('-'))) return text('', 1, stderr);
  const result = await original(context, rest);
  return { ...result, exitCode: 1, stderr: stderr + result.stderr };
}

async function isFolder(name: string, context: Context): Promise<boolean> {
  try {
    return (await context.fs.stat(resolvePath(context.cwd, name))).isDirectory;
  } catch {
    return false;
  }
}

/** just-bash takes `-n 1`, not `-n1`. */
function spacedOptions(letters: string): (args: string[]) => string[] {
  return (args) => {
    const end = args.findIndex((arg) => !arg.startsWith('-'));
    const [options, rest] = end < 0 ? [args, []] : [args.slice(0, end), args.slice(end)];
    const spaced = options.flatMap((arg) =>
      arg.length > 2 && letters.includes(arg.charAt(1)) && !arg.startsWith('--')
        ? [arg.slice(0, 2), arg.slice(2)]
        : [arg],
    );
    return [...spaced, ...rest];
  };
}

/** `grep -r word .` names files as `./name`. */
function withDotPrefix(result: Result, args: readonly string[]): Result {
  const recursive = args.some((arg) => /^-[a-zA-Z]*[rR]|^--recursive$/.test(arg));
  const names = args.filter((arg) => !arg.startsWith('-')).slice(1);
  if (!recursive || names.length !== 1 || !/^\.\/?$/.test(names[0] ?? '')) return result;
  if (args.some((arg) => /^-[a-zA-Z]*h|^--no-filename$/.test(arg))) return result;
  return { ...result, stdout: result.stdout.replace(/^(?!--$|\.\/)(?=.)/gm, './') };
}

/** just-bash's awk knows `length($0)`, and takes a bare `length` for a variable. */
function lengthWithParentheses(program: string): string {
  return program.replace(/"(?:[^"\\]|\\.)*"|\blength\b(?!\s*\()/g, (found) =>
    found === 'length' ? 'length($0)' : found,
  );
}

/** just-bash's checksums complain on standard output. */
function complaintsToStderr(result: Result): Result {
  const complaint = /^\w+sum: .*: (?:No such file or directory|Is a directory)\n/gm;
  return {
    ...result,
    stderr: (result.stdout.match(complaint) ?? []).join('') + result.stderr,
    stdout: result.stdout.replace(complaint, ''),
  };
}

/** Where bytes that are no characters are kept while just-bash formats: a private area of Unicode. */
const BYTE_BASE = 0xf700;

/** `printf "\xff"` is one byte; just-bash makes it a character of two. */
async function printf(args: string[], context: Context): Promise<Result> {
  const kept = args.map((arg) =>
    arg.replace(/\\(\\|x[0-9a-fA-F]{1,2}|0?[0-7]{1,3})/g, (escape, code: string) => {
      if (code === '\\') return escape;
      const value = code.startsWith('x') ? parseInt(code.slice(1), 16) : parseInt(code, 8);
      return value >= 0x80 && value <= 0xff ? String.fromCharCode(BYTE_BASE + value) : escape;
    }),
  );
  const result = await original(context, kept);
  if (kept.every((arg, index) => arg === args[index])) return result;
  const parts = Array.from(result.stdout, (char) => {
    const code = char.charCodeAt(0);
    return code >= BYTE_BASE + 0x80 && code <= BYTE_BASE + 0xff
      ? [code - BYTE_BASE]
      : Array.from(encodeText(char));
  });
  return bytes(Uint8Array.from(parts.flat()), result.exitCode, result.stderr);
}

/** `head -n -1`: all but the last; the rest is just-bash's. */
async function head(args: string[], context: Context): Promise<Result> {
  const options = readOptions(args, { flags: 'qv', values: 'nc' });
  const count = 'invalid' in options ? undefined : options.value('n');
  if ('invalid' in options || count === undefined || !/^-\d+$/.test(count))
    return original(context, args);
  const inputs = await readInputs(options.operands, context);
  let stdout = '';
  for (const input of inputs) {
    if ('fault' in input)
      return failure(`head: cannot open '${input.name}' for reading: ${input.fault}`);
    const lines = decodeText(input.bytes).match(/[^\n]*\n|[^\n]+$/g) ?? [];
    stdout += lines.slice(0, Number(count) === 0 ? undefined : Number(count)).join('');
  }
  return text(stdout);
}

/** `wc` with GNU's widths. */
async function wc(args: string[], context: Context): Promise<Result> {
  const options = readOptions(args, {
    flags: 'lwcmL',
    long: { lines: 'l', words: 'w', bytes: 'c', chars: 'm', 'max-line-length': 'L' },
  });
  if ('invalid' in options) return failure(`wc: ${options.invalid}`);
  const asked = Array.from('lwmcL').filter((letter) => options.has(letter));
  const letters = asked.length === 0 ? ['l', 'w', 'c'] : asked;
  const inputs = await readInputs(options.operands, context);
  const rows: { counts: number[]; name: string }[] = [];
  let stderr = '';
  for (const input of inputs) {
    if ('fault' in input) stderr += `wc: ${input.name}: ${input.fault}\n`;
    else {
      const source = decodeText(input.bytes);
      const all: Readonly<Record<string, number>> = {
        l: input.bytes.reduce((sum, byte) => sum + (byte === 10 ? 1 : 0), 0),
        w: source.match(/\S+/g)?.length ?? 0,
        c: input.bytes.length,
        m: Array.from(source).length,
        L: longestLine(source),
      };
      rows.push({ counts: letters.map((letter) => all[letter] ?? 0), name: input.name });
    }
  }
  if (inputs.length > 1) {
    rows.push({
      counts: letters.map((_, index) =>
        rows.reduce((sum, row) => sum + (row.counts[index] ?? 0), 0),
      ),
      name: 'total',
    });
  }
  const named = options.operands.length > 0;
  const widest = rows
    .flatMap(({ counts }) => counts)
    .reduce((most, count) => Math.max(most, String(count).length), 0);
  const one = letters.length === 1 && rows.length === 1;
  const width = one
    ? 1
    : named
      ? rows.length > 1 || letters.length > 1
        ? totalWidth(inputs)
        : widest
      : 7;
  const stdout = rows
    .map(
      ({ counts, name }) =>
        `${counts.map((count) => String(count).padStart(width)).join(' ')}${named ? ` ${name}` : ''}\n`,
    )
    .join('');
  return text(stdout, stderr === '' ? 0 : 1, stderr);
}

const longestLine = (source: string): number =>
  source.split('\n').reduce((most, line) => Math.max(most, Array.from(line).length), 0);

/** GNU's wc makes room for the number of bytes of all files together. */
function totalWidth(inputs: Awaited<ReturnType<typeof readInputs>>): number {
  const total = inputs.reduce((sum, input) => sum + ('bytes' in input ? input.bytes.length : 0), 0);
  return String(total).length;
}
