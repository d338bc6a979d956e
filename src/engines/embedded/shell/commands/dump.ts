import { command, failure, text } from './command.ts';
import { readInputs } from './inputs.ts';
import { readOptions, type Options } from './options.ts';

type Shown = { readonly size: number; readonly width: number; show(bytes: Uint8Array): string };

const number = (
  size: number,
  radix: number,
  width: number,
  pad: string,
  signed = false,
): Shown => ({
  size,
  width: width + 1,
  show: (bytes) => {
    let value = bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
    if (signed && value >= 2 ** (8 * size - 1)) value -= 2 ** (8 * size);
    return value.toString(radix).padStart(width, pad);
  },
});

const NAMED: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};

const CHARACTER: Shown = {
  size: 1,
  width: 4,
  show: ([byte = 0]) => {
    const shown =
      NAMED[byte] ??
      (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0'));
    return shown.padStart(3);
  },
};

/** By the type string of `-t`: `x1`, `o2`, `d4`, `u1`, `c`. */
function shownAs(type: string): Shown | undefined {
  if (type.startsWith('c') || type.startsWith('a')) return CHARACTER;
  const [, letter = '', digits] = /^([xodu])([1248]?)$/.exec(type) ?? [];
  const size = digits === undefined || digits === '' ? 4 : Number(digits);
  if (letter === 'x') return number(size, 16, size * 2, '0');
  if (letter === 'o') return number(size, 8, Math.ceil((size * 8) / 3), '0');
  if (letter === 'd') return number(size, 10, DECIMAL_WIDTH[size] ?? 11, ' ', true);
  if (letter === 'u') return number(size, 10, (DECIMAL_WIDTH[size] ?? 11) - 1, ' ');
  return undefined;
}

const DECIMAL_WIDTH: Readonly<Record<number, number>> = { 1: 4, 2: 6, 4: 11, 8: 20 };

const SHORT: Readonly<Record<string, string>> = {
  b: 'o1',
  c: 'c',
  d: 'u2',
  o: 'o2',
  s: 'd2',
  x: 'x2',
  a: 'a',
};

/** `od`; just-bash's knows octal bytes only. */
export const odCommand = command('od', async (args, context) => {
  const options = readOptions(args, {
    flags: 'bcdosxav',
    values: 'tANjw',
    long: { format: 't', 'address-radix': 'A', 'read-bytes': 'N', 'skip-bytes': 'j', width: 'w' },
  });
  if ('invalid' in options) return failure(`od: ${options.invalid}`);
  const types = [
    ...options.all('t'),
    ...Array.from('abcdosx')
      .filter((letter) => options.has(letter))
      .map((letter) => SHORT[letter] ?? 'o2'),
  ];
  const shown = (types.length === 0 ? ['o2'] : types).map(shownAs);
  if (shown.includes(undefined)) return failure(`od: invalid type string '${types.join(' ')}'`);
  const bytes = await bytesOf(options, context, 'od');
  if (typeof bytes === 'string') return failure(bytes);
  const skipped = Number(options.value('j') ?? 0);
  const address = addressIn(options.value('A') ?? 'o');
  const perRow = Number(options.value('w') ?? 16);
  let output = '';
  let before: string | undefined;
  let starred = false;
  for (let at = 0; at < bytes.length; at += perRow) {
    const row = bytes.subarray(at, at + perRow);
    const texts = shown.map((kind) => (kind ? rowOf(row, kind) : ''));
    const same = texts.join('\n') === before && row.length === perRow && !options.has('v');
    before = texts.join('\n');
    if (same) {
      if (!starred) output += '*\n';
      starred = true;
      continue;
    }
    starred = false;
    const label = address(skipped + at);
    output += texts
      .map((line, index) => (index === 0 ? label : ' '.repeat(label.length)) + line + '\n')
      .join('');
  }
  const end = address(skipped + bytes.length);
  return text(output + (end === '' ? '' : `${end}\n`));
});

function rowOf(row: Uint8Array, shown: Shown): string {
  const { size, width } = shown;
  let line = '';
  for (let at = 0; at < row.length; at += size)
    line += shown.show(row.subarray(at, at + size)).padStart(width);
  return line;
}

function addressIn(radix: string): (value: number) => string {
  if (radix === 'n') return () => '';
  const base = radix === 'd' ? 10 : radix === 'x' ? 16 : 8;
  return (value) => value.toString(base).padStart(radix === 'x' ? 6 : 7, '0');
}

type Reader = Parameters<typeof readInputs>[1];

async function bytesOf(
  options: Options,
  context: Reader,
  name: string,
): Promise<Uint8Array | string> {
  const inputs = await readInputs(options.operands, context);
  const parts: number[] = [];
  for (const input of inputs) {
    if ('fault' in input) return `${name}: ${input.name}: ${input.fault}`;
    for (const byte of input.bytes) parts.push(byte);
  }
  const from = Number(options.value('j') ?? options.value('s') ?? 0);
  const count = options.value('N') ?? options.value('n') ?? options.value('l');
  return Uint8Array.from(parts.slice(from, count === undefined ? undefined : from + Number(count)));
}

const printable = (row: Uint8Array): string =>
  Array.from(row, (byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

export const hexdumpCommand = command('hexdump', async (args, context) => {
  const options = readOptions(args, { flags: 'Cvx', values: 'ns' });
  if ('invalid' in options) return failure(`hexdump: ${options.invalid}`);
  const bytes = await bytesOf(options, context, 'hexdump');
  if (typeof bytes === 'string') return failure(bytes);
  const skipped = Number(options.value('s') ?? 0);
  let output = '';
  for (let at = 0; at < bytes.length; at += 16) {
    const row = bytes.subarray(at, at + 16);
    const pairs = Array.from(row, (byte) => hex(byte, 2));
    const [left, right] = [pairs.slice(0, 8).join(' '), pairs.slice(8).join(' ')];
    output += options.has('C')
      ? `${hex(skipped + at, 8)}  ${left.padEnd(23)}  ${right.padEnd(23)}  |${printable(row)}|\n`
      : `${hex(skipped + at, 7)}${rowOf(row, number(2, 16, 4, '0'))}\n`;
  }
  if (bytes.length > 0) output += `${hex(skipped + bytes.length, options.has('C') ? 8 : 7)}\n`;
  return text(output);
});

export const xxdCommand = command('xxd', async (args, context) => {
  const options = readOptions(args, { flags: 'pu', values: 'lsc' });
  if ('invalid' in options) return failure(`xxd: ${options.invalid}`);
  const bytes = await bytesOf(options, context, 'xxd');
  if (typeof bytes === 'string') return failure(bytes);
  const perRow = Number(options.value('c') ?? (options.has('p') ? 30 : 16));
  let output = '';
  for (let at = 0; at < bytes.length; at += perRow) {
    const row = bytes.subarray(at, at + perRow);
    const pairs = Array.from(row, (byte) => hex(byte, 2)).join('');
    output += options.has('p')
      ? `${pairs}\n`
      : `${hex(at, 8)}: ${pairs.replace(/.{4}(?=.)/g, '$& ').padEnd(Math.ceil(perRow / 2) * 5 - 1)}  ${printable(row)}\n`;
  }
  return text(output);
});
