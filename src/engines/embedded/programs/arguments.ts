/** Arguments that a program does not take, in words; each program has its own exit code for it. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** What a command's options are: a switch by its long name, or one that takes a value. */
export type OptionRules = Readonly<
  Record<string, { readonly short?: string; readonly takes?: string }>
>;

export interface ReadArguments {
  /** Values by long name; a switch is `''`. */
  readonly options: ReadonlyMap<string, string>;
  readonly targets: readonly string[];
}

/**
 * Sorts a command's arguments into options and targets.
 *
 * @param command as typed: `dvc add`
 * @throws UsageError for an option that it does not have, or one without its value.
 */
export function readArguments(
  command: string,
  args: readonly string[],
  rules: OptionRules,
): ReadArguments {
  const options = new Map<string, string>();
  const targets: string[] = [];
  const left = [...args];
  for (let arg = left.shift(); arg !== undefined; arg = left.shift()) {
    if (arg === '--') {
      targets.push(...left.splice(0));
    } else if (arg.startsWith('-') && arg !== '-') {
      const [given = '', inline] = arg.startsWith('--') ? arg.split(/=(.*)/s) : [arg];
      const name = Object.keys(rules).find(
        (long) =>
          given === `--${long}` ||
          (rules[long]?.short !== undefined && given === `-${rules[long].short}`),
      );
      if (name === undefined) {
        throw new UsageError(
          `unrecognized arguments: ${arg} (the lab edition of ${command} knows: ${known(rules)})`,
        );
      }
      const takes = rules[name]?.takes;
      const value = takes === undefined ? '' : (inline ?? left.shift());
      if (value === undefined) throw new UsageError(`argument ${given}: expected one argument`);
      options.set(name, value);
    } else {
      targets.push(arg);
    }
  }
  return { options, targets };
}

function known(rules: OptionRules): string {
  const names = Object.entries(rules).map(([long, { short }]) =>
    short === undefined ? `--${long}` : `-${short}/--${long}`,
  );
  return names.length === 0 ? 'none' : names.join(', ');
}
