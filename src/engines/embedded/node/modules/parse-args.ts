import { invalidType, nodeError } from '../core/node-error.ts';

interface OptionConfig {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly multiple?: boolean;
  readonly default?: unknown;
}

interface Config {
  readonly args?: readonly string[];
  readonly options?: Readonly<Record<string, OptionConfig>>;
  readonly strict?: boolean;
  readonly allowPositionals?: boolean;
  readonly allowNegative?: boolean;
  readonly tokens?: boolean;
}

type Token =
  | {
      kind: 'option';
      name: string;
      rawName: string;
      index: number;
      value: string | undefined;
      inlineValue: boolean | undefined;
    }
  | { kind: 'positional'; index: number; value: string }
  | { kind: 'option-terminator'; index: number };

let programArguments: () => readonly string[] = () => [];
export function useArguments(given: typeof programArguments): void {
  programArguments = given;
}

/** Node's `util.parseArgs`. */
export function parseArgs(config: Config = {}): object {
  const { options = {}, strict = true, allowNegative = false } = config;
  const allowPositionals = config.allowPositionals ?? !strict;
  for (const [name, option] of Object.entries<{ type: unknown }>(options)) {
    if (option.type !== 'string' && option.type !== 'boolean') {
      throw invalidType(`options.${name}.type`, "('string|boolean')", option.type);
    }
  }
  const tokens = tokensOf(config.args ?? programArguments(), options);
  const values: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'option') {
      if (strict) assertKnown(token, options, allowPositionals);
      store(token, options, values, allowNegative);
    } else if (token.kind === 'positional') {
      if (!allowPositionals) {
        throw nodeError(
          'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL',
          `Unexpected argument '${token.value}'. This command does not take positional arguments`,
          TypeError,
        );
      }
      positionals.push(token.value);
    }
  }
  for (const [name, option] of Object.entries(options)) {
    if (option.default !== undefined && !(name in values)) values[name] = option.default;
  }
  return { values, positionals, ...(config.tokens === true ? { tokens } : {}) };
}

function tokensOf(
  args: readonly string[],
  options: Readonly<Record<string, OptionConfig>>,
): Token[] {
  const tokens: Token[] = [];
  const queue = args.map((text, index) => ({ text, index }));
  const shortName = (letter: string) =>
    Object.entries(options).find(([, { short }]) => short === letter)?.[0] ?? letter;
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { text, index } = next;
    const takeValue = (name: string): string | undefined => {
      const wantsValue = options[name]?.type === 'string' && queue.length > 0;
      return wantsValue ? queue.shift()?.text : undefined;
    };
    if (text === '--') {
      tokens.push({ kind: 'option-terminator', index });
      for (const rest of queue.splice(0))
        tokens.push({ kind: 'positional', index: rest.index, value: rest.text });
    } else if (/^--[^=]+=/.test(text)) {
      const at = text.indexOf('=');
      tokens.push({
        kind: 'option',
        name: text.slice(2, at),
        rawName: text.slice(0, at),
        index,
        value: text.slice(at + 1),
        inlineValue: true,
      });
    } else if (text.startsWith('--')) {
      const value = takeValue(text.slice(2));
      tokens.push({
        kind: 'option',
        name: text.slice(2),
        rawName: text,
        index,
        value,
        inlineValue: value === undefined ? undefined : false,
      });
    } else if (/^-./.test(text)) {
      const letters = text.slice(1);
      const name = shortName(letters.charAt(0));
      if (letters.length === 1) {
        const value = takeValue(name);
        tokens.push({
          kind: 'option',
          name,
          rawName: text,
          index,
          value,
          inlineValue: value === undefined ? undefined : false,
        });
      } else if (options[name]?.type === 'string') {
        tokens.push({
          kind: 'option',
          name,
          rawName: `-${letters.charAt(0)}`,
          index,
          value: letters.slice(1),
          inlineValue: true,
        });
      } else {
        queue.unshift(...Array.from(letters, (letter) => ({ text: `-${letter}`, index })));
      }
    } else {
      tokens.push({ kind: 'positional', index, value: text });
    }
  }
  return tokens;
}

function assertKnown(
  token: Extract<Token, { kind: 'option' }>,
  options: Readonly<Record<string, OptionConfig>>,
  allowPositionals: boolean,
): void {
  const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
  if (!option) {
    const hint = allowPositionals
      ? `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- "${token.rawName}"`
      : '';
    throw nodeError(
      'ERR_PARSE_ARGS_UNKNOWN_OPTION',
      `Unknown option '${token.rawName}'${hint}`,
      TypeError,
    );
  }
  const shown = `${option.short === undefined ? '' : `-${option.short}, `}--${token.name}`;
  if (option.type === 'string' && typeof token.value !== 'string') {
    throw nodeError(
      'ERR_PARSE_ARGS_INVALID_OPTION_VALUE',
      `Option '${shown} <value>' argument missing`,
      TypeError,
    );
  }
  if (option.type === 'boolean' && token.value !== undefined) {
    throw nodeError(
      'ERR_PARSE_ARGS_INVALID_OPTION_VALUE',
      `Option '${shown}' does not take an argument`,
      TypeError,
    );
  }
}

function store(
  token: Extract<Token, { kind: 'option' }>,
  options: Readonly<Record<string, OptionConfig>>,
  values: Record<string, unknown>,
  allowNegative: boolean,
): void {
  const positive = token.name.replace(/^no-/, '');
  const isNegative =
    allowNegative && positive !== token.name && !Object.hasOwn(options, token.name);
  const name = isNegative ? positive : token.name;
  const value = isNegative ? false : (token.value ?? true);
  if (options[name]?.multiple === true)
    values[name] = [...((values[name] as unknown[] | undefined) ?? []), value];
  else values[name] = value;
}
