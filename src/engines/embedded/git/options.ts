import { GitExit } from './git-error.ts';

/**
 * `flag`: no value; `value`: needs one; `optional`: may have one after `=` (or stuck to a short option); `last`: takes
 * the next argument if there is one.
 */
type Kind = 'flag' | 'value' | 'optional' | 'last';

/** Options of a command by all their names, `-m, --message`; the last name is the one to ask for. */
export type OptionTable = Readonly<Record<string, Kind>>;

/** What stood on the command line. Ask by the option's last name without dashes: `options.has('message')`. */
export class Options {
  readonly #found = new Map<string, string[]>();
  readonly #off = new Set<string>();
  /** Arguments that are no options, in order. */
  readonly args: string[] = [];
  /** Arguments after `--`; `null` when there was none. */
  afterDashes: string[] | null = null;

  set(name: string, value: string): void {
    this.#off.delete(name);
    this.#found.set(name, [...(this.#found.get(name) ?? []), value]);
  }

  unset(name: string): void {
    this.#found.delete(name);
    this.#off.add(name);
  }

  has(name: string): boolean {
    return this.#found.has(name);
  }

  /** True for `--no-name`. */
  isOff(name: string): boolean {
    return this.#off.has(name);
  }

  /** The last value given. */
  value(name: string): string | undefined {
    return this.#found.get(name)?.at(-1);
  }

  values(name: string): readonly string[] {
    return this.#found.get(name) ?? [];
  }

  /** How often it was given. */
  count(name: string): number {
    return this.#found.get(name)?.length ?? 0;
  }

  /** Arguments before and after `--` together. */
  get all(): string[] {
    return [...this.args, ...(this.afterDashes ?? [])];
  }
}

interface Known {
  readonly name: string;
  readonly kind: Kind;
}

const tables = new WeakMap<OptionTable, ReadonlyMap<string, Known>>();

function namesOf(table: OptionTable): ReadonlyMap<string, Known> {
  let names = tables.get(table);
  if (!names) {
    const built = new Map<string, Known>();
    for (const [key, kind] of Object.entries(table)) {
      const all = key.split(', ');
      const name = (all.at(-1) ?? '').replace(/^--?/, '');
      for (const each of all) built.set(each, { name, kind });
    }
    names = built;
    tables.set(table, built);
  }
  return names;
}

/** What an unknown option gets: git's words, and that the lab's git is a small one. */
export function unknownOption(command: string, option: string, usage: readonly string[]): GitExit {
  const what = option.startsWith('--')
    ? `unknown option \`${option.slice(2).replace(/=.*/s, '')}'`
    : `unknown switch \`${option.slice(1, 2)}'`;
  return new GitExit(
    `error: ${what}\n${usageText(usage)}\n` +
      `hint: The lab edition of git ${command} has only some of git's options: see "git help ${command}".`,
    129,
  );
}

export const usageText = (usage: readonly string[]): string =>
  usage.map((line, index) => `${index === 0 ? 'usage:' : '   or:'} ${line}`).join('\n') + '\n';

/** How options are read when a command's own words are not as `parse-options` reads them. */
export interface ParseRules {
  /** Options that the table does not know: `log` has `-3`. Returns false to refuse. */
  readonly other?: (option: string, options: Options) => boolean;
  /** Makes the error of an unknown option. */
  readonly refuse?: (option: string) => GitExit;
  /** Stop at the first argument that is no option. */
  readonly stopAtArgument?: boolean;
}

/**
 * Reads a command line as git does: `-am text`, `-n3`, `--name=value`, `--name value`, `--no-name`, unique
 * beginnings of long names, `--`.
 *
 * @throws GitExit with exit code 129 on an unknown option or a missing value.
 */
export function parseOptions(
  command: string,
  args: readonly string[],
  table: OptionTable,
  usage: readonly string[],
  rules: ParseRules = {},
): Options {
  const names = namesOf(table);
  const options = new Options();
  const refuse = rules.refuse ?? ((option: string) => unknownOption(command, option, usage));
  const noValue = (name: string, short: boolean) =>
    new GitExit(`error: ${short ? 'switch' : 'option'} \`${name}' requires a value`, 129);

  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '--') {
      options.afterDashes = args.slice(at + 1);
      break;
    }
    if (arg === '-' || !arg.startsWith('-')) {
      if (rules.stopAtArgument) {
        options.args.push(...args.slice(at));
        break;
      }
      options.args.push(arg);
    } else if (arg === '-h' && !names.has('-h')) {
      throw new GitExit(usageText(usage), 129);
    } else if (arg.startsWith('--')) {
      const cut = arg.indexOf('=');
      const long = cut < 0 ? arg : arg.slice(0, cut);
      const known = names.get(long) ?? completed(names, long, command, usage);
      const off = /^--no-(.+)$/.exec(long)?.[1];
      if (known) {
        if (known.kind === 'flag') {
          if (cut >= 0) {
            throw new GitExit(`error: option \`${long.slice(2)}' takes no value`, 129);
          }
          options.set(known.name, '');
        } else if (cut >= 0) options.set(known.name, arg.slice(cut + 1));
        else if (known.kind === 'optional') options.set(known.name, '');
        else {
          at += 1;
          const value = args[at] ?? (known.kind === 'last' ? '' : undefined);
          if (value === undefined) throw noValue(long.slice(2), false);
          options.set(known.name, value);
        }
      } else if (off !== undefined && names.has(`--${off}`)) {
        options.unset(names.get(`--${off}`)?.name ?? off);
      } else if (!rules.other?.(arg, options)) throw refuse(arg);
    } else if (!names.has(arg.slice(0, 2)) && rules.other?.(arg, options)) {
      continue;
    } else {
      for (let letter = 1; letter < arg.length; letter += 1) {
        const known = names.get(`-${arg.charAt(letter)}`);
        if (!known) throw refuse(`-${arg.slice(letter)}`);
        const rest = arg.slice(letter + 1);
        if (known.kind === 'flag') {
          options.set(known.name, '');
          continue;
        }
        if (rest !== '' || known.kind === 'optional') options.set(known.name, rest);
        else {
          at += 1;
          const value = args[at];
          if (value === undefined) throw noValue(arg.charAt(letter), true);
          options.set(known.name, value);
        }
        break;
      }
    }
  }
  return options;
}

/** The one long option that begins so. */
function completed(
  names: ReadonlyMap<string, Known>,
  long: string,
  command: string,
  usage: readonly string[],
): Known | undefined {
  if (long.length < 4) return undefined;
  const found = [...names].filter(([name]) => name.startsWith(long));
  const different = new Set(found.map(([, known]) => known.name));
  if (different.size > 1) {
    const [first, second] = found.map(([name]) => name);
    throw new GitExit(
      `error: ambiguous option: ${long.slice(2)} (could be ${first ?? ''} or ${second ?? ''})\n${usageText(usage)}` +
        `hint: see "git help ${command}".`,
      129,
    );
  }
  return found[0]?.[1];
}
