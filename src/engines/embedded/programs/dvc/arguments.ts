import { DvcError, EXIT_USAGE } from './dvc-error.ts';

/** What a command's options are: a switch by its long name, or one that takes a value. */
export type OptionRules = Readonly<
  Record<string, { readonly short?: string; readonly takes?: string }>
>;

export interface ReadArguments {
  /** Values by long name; a switch is `''`. */
  readonly options: ReadonlyMap<string, string>;
  readonly targets: readonly string[];
}

/** Sorts a command's arguments into options and targets. @throws DvcError for an option that it does not have. */
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
        throw new DvcError(
          `unrecognized arguments: ${arg} (the lab edition of dvc ${command} knows: ${known(rules)})`,
          EXIT_USAGE,
        );
      }
      const takes = rules[name]?.takes;
      const value = takes === undefined ? '' : (inline ?? left.shift());
      if (value === undefined)
        throw new DvcError(`argument ${given}: expected one argument`, EXIT_USAGE);
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
