import { resolvePath } from '../../kernel/tree.ts';
import {
  canonicalKey,
  parseConfig,
  withoutSetting,
  withSetting,
  type Setting,
} from '../config-file.ts';
import { userConfigPath } from '../config.ts';
import type { Command } from '../command.ts';
import { fatal, GitExit } from '../git-error.ts';
import { parseOptions, usageText, type Options } from '../options.ts';
import type { Session } from '../session.ts';
import { toText } from '../text.ts';

const usage = ['git config [<options>]'];

const TABLE = {
  '--global': 'flag',
  '--system': 'flag',
  '--local': 'flag',
  '-f, --file': 'value',
  '--get': 'flag',
  '--get-all': 'flag',
  '--get-regexp': 'flag',
  '--add': 'flag',
  '--unset': 'flag',
  '--unset-all': 'flag',
  '-l, --list': 'flag',
  '--bool': 'flag',
  '--int': 'flag',
  '--type': 'value',
  '-z, --null': 'flag',
  '--name-only': 'flag',
  '--show-origin': 'flag',
  '--default': 'value',
} as const;

interface Source {
  readonly path: string;
  readonly settings: readonly Setting[];
}

function fileToWrite(session: Session, options: Options): string {
  const file = options.value('file');
  if (file !== undefined) return resolvePath(session.cwd, file);
  if (options.has('system')) throw fatal('the lab has no system-wide settings: use --global');
  if (options.has('global')) {
    const path = userConfigPath(session.env);
    if (path === undefined) throw fatal('$HOME not set');
    return path;
  }
  if (!session.hasRepository) throw fatal('not in a git directory');
  return `${session.repository.gitFolder}/config`;
}

function sources(session: Session, options: Options): Source[] {
  const read = (path: string): Source => {
    const data = session.tree.tryLookup(path)?.data;
    return { path, settings: data ? parseConfig(toText(data), path) : [] };
  };
  if (['file', 'global', 'local', 'system'].some((name) => options.has(name))) {
    if (options.has('system')) return [];
    if (options.has('local') && !session.hasRepository)
      throw fatal('--local can only be used inside a git repository');
    const path = fileToWrite(session, options);
    if (options.has('file') && !session.tree.exists(path) && options.has('list')) {
      throw fatal(
        `unable to read config file '${options.value('file') ?? ''}': No such file or directory`,
      );
    }
    return [read(path)];
  }
  const user = userConfigPath(session.env);
  return [
    ...(user === undefined ? [] : [read(user)]),
    ...(session.hasRepository ? [read(`${session.repository.gitFolder}/config`)] : []),
    {
      path: 'command line:',
      settings: session.overrides.map((each) => ({ ...each, line: 0, lines: 0 })),
    },
  ];
}

function typed(value: string, key: string, options: Options): string {
  const type = options.has('bool') ? 'bool' : options.has('int') ? 'int' : options.value('type');
  if (type === undefined) return value;
  if (type === 'bool') {
    if (/^(?:true|yes|on|1)$/i.test(value)) return 'true';
    if (/^(?:false|no|off|0|)$/i.test(value)) return 'false';
    throw fatal(`bad boolean config value '${value}' for '${key}'`);
  }
  if (type === 'int') {
    const match = /^(-?\d+)([kmg]?)$/i.exec(value);
    if (!match) throw fatal(`bad numeric config value '${value}' for '${key}': invalid unit`);
    const unit = { k: 1_024, m: 1_024 ** 2, g: 1_024 ** 3 }[(match[2] ?? '').toLowerCase()] ?? 1;
    return String(Number(match[1]) * unit);
  }
  if (type === 'path') return value;
  throw fatal(`unrecognized --type argument, ${type}`);
}

function checkedKey(key: string): string {
  const canonical = canonicalKey(key);
  if (canonical !== undefined) return canonical;
  throw new GitExit(
    key.includes('.')
      ? `error: invalid key: ${key}`
      : `error: key does not contain a section: ${key}`,
    key.includes('.') ? 1 : 2,
  );
}

function list(session: Session, options: Options, all: readonly Source[]): number {
  for (const { path, settings } of all) {
    for (const { key, value } of settings) {
      const origin = options.has('show-origin')
        ? `${path.startsWith('/') ? `file:${path}` : path}\t`
        : '';
      const end = options.has('null') ? '\0' : '\n';
      const between = options.has('null') ? '\n' : '=';
      session.out(`${origin}${key}${options.has('name-only') ? '' : `${between}${value}`}${end}`);
    }
  }
  return 0;
}

function get(session: Session, options: Options, key: string, everything: boolean): number {
  const canonical = checkedKey(key);
  const values = sources(session, options).flatMap(({ settings }) =>
    settings.filter((setting) => setting.key === canonical).map(({ value }) => value),
  );
  const shown = everything ? values : values.slice(-1);
  const otherwise = options.value('default');
  if (shown.length === 0 && otherwise !== undefined) shown.push(otherwise);
  for (const value of shown)
    session.out(`${typed(value, key, options)}${options.has('null') ? '\0' : '\n'}`);
  return shown.length === 0 ? 1 : 0;
}

function write(session: Session, path: string, text: string): void {
  session.tree.mkdir(path.slice(0, path.lastIndexOf('/')) || '/', { recursive: true });
  session.tree.writeFile(path, text);
}

function run(session: Session, args: readonly string[]): number {
  const options = parseOptions('config', args, TABLE, usage);
  const [key, value, extra] = options.all;
  if (options.has('list')) return list(session, options, sources(session, options));
  if (key === undefined) throw new GitExit(usageText(usage), 129);
  if (options.has('get')) return get(session, options, key, false);
  if (options.has('get-all')) return get(session, options, key, true);
  if (options.has('get-regexp')) {
    if (!/^[\w.^$-]*$/.test(key))
      throw fatal(`the lab edition of git config takes only plain text, '^' and '$' here`);
    const wanted = new RegExp(key);
    const found = sources(session, options).flatMap(({ settings }) =>
      settings.filter((setting) => wanted.test(setting.key)),
    );
    for (const setting of found) session.out(`${setting.key} ${setting.value}\n`);
    return found.length === 0 ? 1 : 0;
  }
  if (
    value === undefined &&
    !options.has('unset') &&
    !options.has('unset-all') &&
    !options.has('add')
  ) {
    return get(session, options, key, false);
  }
  if (extra !== undefined) throw fatal('the lab edition of git config has no value patterns');
  const path = fileToWrite(session, options);
  const text = toText(session.tree.tryLookup(path)?.data ?? new Uint8Array());
  const canonical = checkedKey(key);
  const old = parseConfig(text, path).filter((setting) => setting.key === canonical);
  if (options.has('unset') || options.has('unset-all')) {
    if (old.length === 0) return 5;
    if (old.length > 1 && options.has('unset')) {
      session.error(`warning: ${canonical} has multiple values\n`);
      return 5;
    }
    write(session, path, withoutSetting(text, path, canonical));
    return 0;
  }
  if (value === undefined) throw new GitExit('error: wrong number of arguments, should be 2', 129);
  if (options.has('add')) throw fatal('the lab edition of git config has no --add');
  if (old.length > 1) {
    session.error(
      `warning: ${canonical} has multiple values\nerror: cannot overwrite multiple values with a single value\n       Use a regexp, --add or --replace-all to change ${key}.\n`,
    );
    return 5;
  }
  write(session, path, withSetting(text, path, key, typed(value, key, options)));
  return 0;
}

export const config: Command = {
  name: 'config',
  summary: 'Get and set repository or global options',
  usage,
  needs: 'nothing',
  run,
};
