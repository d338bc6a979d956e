import { decodeText } from '../bytes.ts';
import { resolvePath } from '../../kernel/paths.ts';
import { command, failure, text } from './command.ts';
import { readInputs } from './inputs.ts';
import { readOptions, type Options } from './options.ts';

interface SortKey {
  readonly field: number;
  readonly char: number;
  /** Last field; the line's end when absent. */
  readonly endField?: number;
  readonly endChar?: number;
  readonly letters: string;
}

const RULES = {
  flags: 'bcdfghMnrRsuVz',
  values: 'kto',
  long: {
    'numeric-sort': 'n',
    reverse: 'r',
    unique: 'u',
    key: 'k',
    'field-separator': 't',
    stable: 's',
  },
};

/** `sort` by code point, as `LC_ALL=C` and Python sort; just-bash's own sorts by the rules of a language. */
export const sortCommand = command('sort', async (args, context) => {
  const options = readOptions(args, RULES);
  if ('invalid' in options) return failure(`sort: ${options.invalid}`, 2);
  const inputs = await readInputs(options.operands, context);
  const missing = inputs.find((input) => 'fault' in input);
  if (missing && 'fault' in missing) {
    return failure(`sort: cannot read: ${missing.name}: ${missing.fault}`, 2);
  }
  const end = options.has('z') ? '\0' : '\n';
  const lines = inputs.flatMap((input) =>
    'bytes' in input ? linesOf(decodeText(input.bytes), end) : [],
  );
  const compare = comparison(options);
  if (options.has('c')) {
    const at = lines.findIndex(
      (line, index) => index > 0 && compare(lines[index - 1] ?? '', line) > 0,
    );
    return at < 0
      ? text('')
      : failure(`sort: ${inputs[0]?.name ?? '-'}:${at + 1}: disorder: ${lines[at] ?? ''}`);
  }
  lines.sort(compare);
  const kept = options.has('u')
    ? lines.filter(
        (line, index) => index === 0 || keysOnly(options)(lines[index - 1] ?? '', line) !== 0,
      )
    : lines;
  const sorted = kept.map((line) => line + end).join('');
  const target = options.value('o');
  if (target === undefined) return text(sorted);
  await context.fs.writeFile(resolvePath(context.cwd, target), sorted);
  return text('');
});

const linesOf = (source: string, end: string): string[] =>
  (source.endsWith(end) ? source.slice(0, -1) : source)
    .split(end)
    .filter((_, __, all) => source !== '' || all.length > 1);

type Compare = (one: string, other: string) => number;

/** By the keys, then (unless `-s` or `-u`) by the whole line. */
function comparison(options: Options): Compare {
  const byKeys = keysOnly(options);
  const last = options.has('s') || options.has('u');
  const turn = options.has('r') ? -1 : 1;
  return (one, other) => byKeys(one, other) || (last ? 0 : turn * byCodePoint(one, other));
}

function keysOnly(options: Options): Compare {
  const global = Array.from('bdfghMnrV')
    .filter((letter) => options.has(letter))
    .join('');
  const keys = options.all('k').map(readKey);
  if (keys.length === 0) return (one, other) => byLetters(global)(one, other);
  const separator = options.value('t');
  return (one, other) => {
    for (const key of keys) {
      const compare = byLetters(key.letters === '' ? global : key.letters);
      const order = compare(part(one, key, separator), part(other, key, separator));
      if (order !== 0) return order;
    }
    return 0;
  };
}

function byLetters(letters: string): Compare {
  const turn = letters.includes('r') ? -1 : 1;
  const compare = letters.includes('n')
    ? by(numberOf)
    : letters.includes('h')
      ? by(humanOf)
      : letters.includes('g')
        ? by((value) => (Number.isNaN(parseFloat(value)) ? -Infinity : parseFloat(value)))
        : letters.includes('V')
          ? byVersion
          : letters.includes('M')
            ? by((value) => MONTHS.indexOf(value.trim().slice(0, 3).toUpperCase()))
            : byCodePoint;
  const shape = (value: string) => {
    const trimmed = letters.includes('b') ? value.trimStart() : value;
    return letters.includes('f') ? trimmed.toUpperCase() : trimmed;
  };
  return (one, other) => turn * compare(shape(one), shape(other));
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

const by =
  (value: (text: string) => number): Compare =>
  (one, other) => {
    const [left, right] = [value(one), value(other)];
    return left < right ? -1 : left > right ? 1 : 0;
  };

const numberOf = (value: string): number => Number(/^\s*(-?\d*\.?\d*)/.exec(value)?.[1] ?? 0) || 0;

const humanOf = (value: string): number => {
  const [, digits = '0', unit = ''] = /^\s*(-?\d*\.?\d*)([KMGT]?)/i.exec(value) ?? [];
  return (Number(digits) || 0) * 1024 ** ' KMGT'.indexOf(unit.toUpperCase() || ' ');
};

/** Code points in order, which is the order of UTF-8 bytes too. */
function byCodePoint(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index++) {
    const [left, right] = [one.charCodeAt(index), other.charCodeAt(index)];
    if (left !== right) return rank(left) - rank(right);
  }
  return one.length - other.length;
}

/** UTF-16 puts surrogates before U+E000, code points put them behind. */
const rank = (unit: number): number =>
  unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;

function byVersion(one: string, other: string): number {
  const [left, right] = [one, other].map((value) => value.match(/\d+|\D+/g) ?? []);
  for (let index = 0; index < Math.max(left?.length ?? 0, right?.length ?? 0); index++) {
    const [a = '', b = ''] = [left?.[index], right?.[index]];
    const order = /^\d/.test(a) && /^\d/.test(b) ? Number(a) - Number(b) : byCodePoint(a, b);
    if (order !== 0) return order;
  }
  return 0;
}

function readKey(key: string): SortKey {
  const [, field = '1', char, startLetters = '', endField, endChar, endLetters = ''] =
    /^(\d+)(?:\.(\d+))?([a-zA-Z]*)(?:,(\d+)(?:\.(\d+))?([a-zA-Z]*))?$/.exec(key) ?? [];
  return {
    field: Number(field),
    char: Number(char ?? 1),
    ...(endField === undefined ? {} : { endField: Number(endField) }),
    ...(endChar === undefined ? {} : { endChar: Number(endChar) }),
    letters: startLetters + endLetters,
  };
}

/** The piece of a line that a key means. Without a separator a field begins with the blanks before it. */
function part(line: string, key: SortKey, separator: string | undefined): string {
  const fields = separator === undefined ? (line.match(/\s*\S+/g) ?? []) : line.split(separator);
  const glue = separator ?? '';
  const end = key.endField ?? fields.length;
  const chosen = fields.slice(key.field - 1, end);
  const lastIndex = chosen.length - 1;
  if (key.endChar !== undefined && lastIndex >= 0) {
    chosen[lastIndex] = (chosen[lastIndex] ?? '').slice(0, key.endChar);
  }
  return chosen.join(glue).slice(key.char - 1);
}
