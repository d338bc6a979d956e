/** Options of a tool as GNU's `getopt_long` knows them. */
export interface OptionTable {
  /** Letters; `:` after one that takes a value, `::` after one that may take one joined to it. */
  readonly short: string;
  /** Long names; what each means (a letter, or its own name), and whether it takes a value. */
  readonly long: Readonly<Record<string, string>>;
  /** Long names that take a value. */
  readonly valued?: readonly string[];
  /** Long names that may take one after `=`. */
  readonly optional?: readonly string[];
}

export interface GivenOption {
  /** The letter, or the name of a long option without one. */
  readonly name: string;
  readonly value: string | undefined;
}

export interface GivenOptions {
  readonly options: readonly GivenOption[];
  readonly operands: readonly string[];
  /** Both, in the order in which they were given. */
  readonly sequence: readonly (GivenOption | string)[];
}

/** Reads words as `getopt_long` does, operands between options included; a fault in its words. */
export function readLongOptions(
  words: readonly string[],
  table: OptionTable,
): GivenOptions | string {
  const sequence: (GivenOption | string)[] = [];
  const rest = [...words];
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    if (word === '--') sequence.push(...rest.splice(0));
    else if (word.startsWith('--')) {
      const read = longOption(word, rest, table);
      if (typeof read === 'string') return read;
      sequence.push(read);
    } else if (word.startsWith('-') && word !== '-') {
      const fault = shortOptions(word.slice(1), rest, table.short, sequence);
      if (fault !== undefined) return fault;
    } else sequence.push(word);
  }
  return {
    options: sequence.filter((one) => typeof one !== 'string'),
    operands: sequence.filter((one) => typeof one === 'string'),
    sequence,
  };
}

function longOption(word: string, rest: string[], table: OptionTable): GivenOption | string {
  const [, given = '', joined] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
  const names = Object.keys(table.long);
  const alike = names.filter((name) => name.startsWith(given));
  const name = names.includes(given) ? given : alike.length === 1 ? alike[0] : undefined;
  if (name === undefined) {
    if (alike.length === 0) return `unrecognized option '--${given}'`;
    const meanings = new Set(alike.map((one) => table.long[one]));
    if (meanings.size > 1) {
      const all = alike.map((one) => ` '--${one}'`).join('');
      return `option '--${given}' is ambiguous; possibilities:${all}`;
    }
  }
  const full = name ?? alike[0] ?? '';
  const takes = table.valued?.includes(full) ?? false;
  const mayTake = table.optional?.includes(full) ?? false;
  if (joined !== undefined && !takes && !mayTake)
    return `option '--${full}' doesn't allow an argument`;
  const value = takes ? (joined ?? rest.shift()) : joined;
  if (takes && value === undefined) return `option '--${full}' requires an argument`;
  return { name: table.long[full] ?? full, value };
}

function shortOptions(
  word: string,
  rest: string[],
  known: string,
  options: (GivenOption | string)[],
): string | undefined {
  for (let letters = word; letters !== '';) {
    const letter = letters.charAt(0);
    letters = letters.slice(1);
    const at = letter === ':' ? -1 : known.indexOf(letter);
    if (at < 0) return `invalid option -- '${letter}'`;
    if (known.startsWith('::', at + 1)) {
      options.push({ name: letter, value: letters === '' ? undefined : letters });
      return undefined;
    }
    if (known.charAt(at + 1) === ':') {
      const value = letters === '' ? rest.shift() : letters;
      if (value === undefined) return `option requires an argument -- '${letter}'`;
      options.push({ name: letter, value });
      return undefined;
    }
    options.push({ name: letter, value: undefined });
  }
  return undefined;
}
