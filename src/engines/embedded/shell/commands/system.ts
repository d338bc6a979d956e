import { joinBytes } from '#container';
import type { CustomCommand } from 'just-bash/browser';
import { resolvePath } from '../../kernel/paths.ts';
import { bytes, command, failure, text, type Context, type Result } from './command.ts';
import { readInputs, reasonOf } from './inputs.ts';
import { readOptions } from './options.ts';

/** Small commands that scripts expect and just-bash lacks. */
export const systemCommands: readonly CustomCommand[] = [
  command('env', env),
  command('cmp', cmp),
  command('realpath', realpath),
  command('mktemp', mktemp),
  command('less', page),
  command('more', page),
  command('uname', (args) =>
    Promise.resolve(text(args.includes('-a') ? 'Linux lab 1.0 x86_64 Lab\n' : 'Linux\n')),
  ),
  command('id', (args) => {
    const name = args.some((arg) => /^-[a-z]*n/.test(arg));
    const plain = args.some((arg) => /^-[a-z]*[ug]/.test(arg));
    return Promise.resolve(
      text(plain ? (name ? 'lab\n' : '1000\n') : 'uid=1000(lab) gid=1000(lab) groups=1000(lab)\n'),
    );
  }),
];

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** `env NAME=value command`: just-bash's own does not export the variables to the command. */
async function env(args: string[], context: Context): Promise<Result> {
  const rest = [...args];
  let variables = { ...context.exportedEnv };
  const removed: string[] = [];
  for (let word = rest[0]; word !== undefined; word = rest[0]) {
    if (word === '-i' || word === '-') {
      removed.push(...Object.keys(variables));
      variables = {};
    } else if (word === '-u') {
      const name = rest[1] ?? '';
      removed.push(name);
      variables = Object.fromEntries(Object.entries(variables).filter(([one]) => one !== name));
      rest.shift();
    } else if (/^[A-Za-z_]\w*=/.test(word)) {
      const [name = '', value = ''] = word.split(/=(.*)/s);
      variables[name] = value;
    } else if (word.startsWith('-') && word !== '--') {
      return failure(`env: invalid option -- '${word.slice(1)}'`, 125);
    } else break;
    rest.shift();
    if (word === '--') break;
  }
  if (rest.length === 0) {
    return text(
      Object.entries(variables)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    );
  }
  if (!context.exec) return failure('env: cannot run commands here', 126);
  const unset = removed.filter((name) => !(name in variables)).map((name) => `unset ${name};`);
  const assigned = Object.entries(variables).map(([name, value]) => `${name}=${quoted(value)}`);
  const line = `${unset.join(' ')} ${assigned.join(' ')} ${rest.map(quoted).join(' ')}`;
  return context.exec(line, {
    cwd: context.cwd,
    stdin: context.stdin as unknown as string,
    stdinKind: 'bytes',
    ...(context.signal ? { signal: context.signal } : {}),
  });
}

async function cmp(args: string[], context: Context): Promise<Result> {
  const options = readOptions(args, { flags: 'sl', long: { silent: 's', quiet: 's' } });
  if ('invalid' in options) return failure(`cmp: ${options.invalid}`, 2);
  const [one, other] = await readInputs(options.operands.slice(0, 2), context);
  if (!one || !other) return failure('cmp: missing operand', 2);
  for (const input of [one, other]) {
    if ('fault' in input) return failure(`cmp: ${input.name}: ${input.fault}`, 2);
  }
  if (!('bytes' in one) || !('bytes' in other)) return failure('cmp: cannot read', 2);
  const length = Math.min(one.bytes.length, other.bytes.length);
  let at = 0;
  while (at < length && one.bytes[at] === other.bytes[at]) at += 1;
  if (at === one.bytes.length && at === other.bytes.length) return text('');
  if (options.has('s')) return text('', 1);
  const line = one.bytes.subarray(0, at).reduce((sum, byte) => sum + (byte === 10 ? 1 : 0), 1);
  if (at < length)
    return text(`${one.name} ${other.name} differ: byte ${at + 1}, line ${line}\n`, 1);
  const shorter = one.bytes.length < other.bytes.length ? one : other;
  return failure(
    at === 0
      ? `cmp: EOF on ${shorter.name} which is empty`
      : `cmp: EOF on ${shorter.name} after byte ${at}, line ${line - 1}`,
  );
}

async function realpath(args: string[], context: Context): Promise<Result> {
  const names = args.filter((arg) => !arg.startsWith('-'));
  let stdout = '';
  let stderr = '';
  for (const name of names) {
    try {
      stdout += `${await context.fs.realpath(resolvePath(context.cwd, name))}\n`;
    } catch (error) {
      stderr += `realpath: ${name}: ${reasonOf(error)}\n`;
    }
  }
  return text(stdout, stderr === '' ? 0 : 1, stderr);
}

async function mktemp(args: string[], context: Context): Promise<Result> {
  const options = readOptions(args, { flags: 'dqut', values: 'p' });
  if ('invalid' in options) return failure(`mktemp: ${options.invalid}`);
  const template = options.operands[0] ?? 'tmp.XXXXXXXXXX';
  const name = template.replace(/X{3,}$/, (marks) =>
    Array.from(marks, () =>
      'abcdefghijklmnopqrstuvwxyz0123456789'.charAt(Math.floor(Math.random() * 36)),
    ).join(''),
  );
  const folder =
    options.operands[0] === undefined || options.has('p')
      ? (options.value('p') ?? '/tmp')
      : context.cwd;
  const path = resolvePath(folder, name);
  if (options.has('d')) await context.fs.mkdir(path, { recursive: true });
  else await context.fs.writeFile(path, '');
  return text(`${options.operands[0] !== undefined && !options.has('p') ? name : path}\n`);
}

/** Nothing pages here: the terminal scrolls. */
async function page(args: string[], context: Context): Promise<Result> {
  const inputs = await readInputs(
    args.filter((arg) => !arg.startsWith('-') && !arg.startsWith('+')),
    context,
  );
  const parts = inputs.map((input) => ('bytes' in input ? input.bytes : new Uint8Array(0)));
  const faults = inputs.flatMap((input) =>
    'fault' in input ? [`${input.name}: ${input.fault}\n`] : [],
  );
  return bytes(joinBytes(parts), faults.length > 0 ? 1 : 0, faults.join(''));
}
