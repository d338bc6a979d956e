import type { Expansion } from './expansion.ts';
import { MakeFault, placed, Scope, stemOf, substitute, wordsOf } from './variables.ts';

/** Functions of plain text: their arguments come expanded. */
const TEXT: Readonly<Record<string, (...args: string[]) => string>> = {
  subst: (from = '', to = '', text = '') => (from === '' ? text + to : text.replaceAll(from, to)),
  patsubst: (pattern = '', to = '', text = '') =>
    wordsOf(text)
      .map((word) => substitute(pattern.trim(), to.trim(), word))
      .join(' '),
  strip: (text = '') => wordsOf(text).join(' '),
  findstring: (find = '', text = '') => (text.includes(find) ? find : ''),
  filter: (patterns = '', text = '') => filtered(patterns, text, true),
  'filter-out': (patterns = '', text = '') => filtered(patterns, text, false),
  sort: (text = '') => [...new Set(wordsOf(text))].sort().join(' '),
  word: (number = '', text = '') => wordsOf(text)[Number(number) - 1] ?? '',
  wordlist: (from = '', to = '', text = '') =>
    wordsOf(text)
      .slice(Number(from) - 1, Number(to))
      .join(' '),
  words: (text = '') => String(wordsOf(text).length),
  firstword: (text = '') => wordsOf(text)[0] ?? '',
  lastword: (text = '') => wordsOf(text).at(-1) ?? '',
  dir: (text = '') => each(text, (word) => word.slice(0, word.lastIndexOf('/') + 1) || './'),
  notdir: (text = '') => each(text, (word) => word.slice(word.lastIndexOf('/') + 1)),
  suffix: (text = '') => each(text, (word) => /\.[^./]*$/.exec(word)?.[0] ?? ''),
  basename: (text = '') => each(text, (word) => word.replace(/\.[^./]*$/, '')),
  addsuffix: (suffix = '', text = '') => each(text, (word) => word + suffix),
  addprefix: (prefix = '', text = '') => each(text, (word) => prefix + word),
  join: (one = '', two = '') => {
    const [left, right] = [wordsOf(one), wordsOf(two)];
    return Array.from(
      { length: Math.max(left.length, right.length) },
      (_, index) => (left[index] ?? '') + (right[index] ?? ''),
    ).join(' ');
  },
};

/** Functions that decide themselves what is expanded, or that look at more than text. */
const SPECIAL = [
  'if',
  'or',
  'and',
  'foreach',
  'call',
  'eval',
  'value',
  'origin',
  'flavor',
  'shell',
  'wildcard',
  'realpath',
  'abspath',
  'error',
  'warning',
  'info',
];

export const FUNCTIONS: ReadonlySet<string> = new Set([...Object.keys(TEXT), ...SPECIAL]);

const each = (text: string, change: (word: string) => string): string =>
  wordsOf(text).map(change).filter(Boolean).join(' ');

function filtered(patterns: string, text: string, keeps: boolean): string {
  const all = wordsOf(patterns);
  const matches = (word: string) => all.some((pattern) => stemOf(pattern, word) !== undefined);
  return wordsOf(text)
    .filter((word) => matches(word) === keeps)
    .join(' ');
}

/** Calls a function with its arguments as they stand in the makefile. */
export async function callFunction(
  expansion: Expansion,
  name: string,
  args: readonly string[],
  scope: Scope,
): Promise<string> {
  const expanded = (index: number) => expansion.expand(args[index] ?? '', scope);
  const text = TEXT[name];
  if (text) {
    const values: string[] = [];
    for (const [index] of args.entries()) values.push(await expanded(index));
    checkNumbers(expansion, name, values);
    return text(...values);
  }
  const { world } = expansion;
  switch (name) {
    case 'if': {
      const condition = await expansion.expand((args[0] ?? '').trim(), scope);
      return condition === '' ? expanded(2) : expanded(1);
    }
    case 'or':
    case 'and': {
      let value = '';
      for (const arg of args) {
        value = await expansion.expand(arg.trim(), scope);
        if ((value !== '') === (name === 'or')) return value;
      }
      return value;
    }
    case 'foreach': {
      const variable = (await expanded(0)).trim();
      const results: string[] = [];
      for (const word of wordsOf(await expanded(1))) {
        const inner = new Scope(scope).automatic({ [variable]: word });
        results.push(await expansion.expand(args[2] ?? '', inner));
      }
      return results.join(' ');
    }
    case 'call': {
      const values: Record<string, string> = {};
      for (const [index] of args.entries()) values[index] = (await expanded(index)).trim();
      const called = values[0] ?? '';
      const rest = args.slice(1);
      if (TEXT[called]) return TEXT[called](...rest.map((_, index) => values[index + 1] ?? ''));
      return expansion.value(called, new Scope(scope).automatic(values));
    }
    case 'eval':
      await world.evaluate(await expanded(0), scope);
      return '';
    case 'value':
      return scope.get((await expanded(0)).trim())?.value ?? '';
    case 'origin':
      return scope.get((await expanded(0)).trim())?.origin ?? 'undefined';
    case 'flavor': {
      const variable = scope.get((await expanded(0)).trim());
      return variable ? (variable.isSimple ? 'simple' : 'recursive') : 'undefined';
    }
    case 'shell':
      return (await world.shell(await expanded(0), scope))
        .replace(/\n+$/, '')
        .replaceAll('\n', ' ');
    case 'wildcard':
      return wordsOf(await expanded(0))
        .flatMap((pattern) => world.wildcard(pattern))
        .join(' ');
    case 'realpath':
      return each(await expanded(0), (word) => world.realpath(word));
    case 'abspath':
      return each(await expanded(0), (word) => world.abspath(word));
    case 'error':
      throw placed(world.place(), await expanded(0));
    case 'warning': {
      const { file, line } = world.place();
      world.say(2, `${file}:${line}: ${await expanded(0)}`);
      return '';
    }
    case 'info':
      world.say(1, await expanded(0));
      return '';
    default:
      throw new MakeFault(`make: *** unknown function '${name}'.  Stop.`);
  }
}

function checkNumbers({ world }: Expansion, name: string, values: readonly string[]): void {
  const numeric = name === 'word' ? 1 : name === 'wordlist' ? 2 : 0;
  for (const [index, value] of values.slice(0, numeric).entries()) {
    const which = index === 0 ? 'first' : 'second';
    if (!/^\s*\d+\s*$/.test(value)) {
      throw placed(
        world.place(),
        `non-numeric ${which} argument to '${name}' function: '${value}'`,
      );
    }
    if (name === 'word' && Number(value) === 0) {
      throw placed(world.place(), `first argument to 'word' function must be greater than 0`);
    }
  }
}
