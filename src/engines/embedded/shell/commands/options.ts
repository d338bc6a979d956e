/** What a command understands: letters alone, and letters or long names that take a value. */
export interface OptionRules {
  /** Letters that stand alone. */
  readonly flags: string;
  /** Letters that take a value, joined or as the next word. */
  readonly values?: string;
  /** Long names, each with the letter it stands for. */
  readonly long?: Readonly<Record<string, string>>;
}

export interface Options {
  has(letter: string): boolean;
  /** The last value given. */
  value(letter: string): string | undefined;
  all(letter: string): readonly string[];
  readonly operands: readonly string[];
}

/** Reads a command's words as GNU's programs do: clusters, joined values, operands anywhere, `--` ends options. */
export function readOptions(
  args: readonly string[],
  rules: OptionRules,
): Options | { readonly invalid: string } {
  const given: [letter: string, value: string][] = [];
  const operands: string[] = [];
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      operands.push(...rest);
      break;
    }
    if (word.startsWith('--')) {
      const [name = '', value] = word.slice(2).split(/=(.*)/s);
      const letter = rules.long?.[name];
      if (letter === undefined) return { invalid: `unrecognized option '${word}'` };
      const takes = rules.values?.includes(letter) === true;
      given.push([letter, takes ? (value ?? rest.shift() ?? '') : (value ?? '')]);
    } else if (/^-./.test(word)) {
      for (let at = 1; at < word.length; at++) {
        const letter = word.charAt(at);
        if (rules.values?.includes(letter)) {
          given.push([letter, word.slice(at + 1) || (rest.shift() ?? '')]);
          break;
        }
        if (!rules.flags.includes(letter)) return { invalid: `invalid option -- '${letter}'` };
        given.push([letter, '']);
      }
    } else operands.push(word);
  }
  const all = (letter: string) => given.filter(([one]) => one === letter).map(([, value]) => value);
  return {
    has: (letter) => given.some(([one]) => one === letter),
    value: (letter) => all(letter).at(-1),
    all,
    operands,
  };
}
