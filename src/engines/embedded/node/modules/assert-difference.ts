import { inspect } from './inspect.ts';

const HEADS: Readonly<Record<string, string>> = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  partialDeepStrictEqual: 'Expected values to be partially and strictly deep-equal:',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  sameStructure: 'Values have same structure but are not reference-equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
};

const MOST_LINES = 50;

const show = (value: unknown): string =>
  inspect(value, {
    compact: false,
    customInspect: false,
    depth: 1000,
    maxArrayLength: Infinity,
    showHidden: false,
    breakLength: Infinity,
    sorted: true,
    getters: true,
  });

/** The message of a comparison that failed. */
export function differenceOf(operator: string, actual: unknown, expected: unknown): string {
  if (
    operator === 'deepStrictEqual' ||
    operator === 'strictEqual' ||
    operator === 'partialDeepStrictEqual'
  )
    return strictDifference(operator, actual, expected);
  if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual')
    return notEqual(operator, actual);
  if (operator === 'fail') return 'Failed';
  const [one, other] = [show(actual), show(expected)];
  if (operator === 'deepEqual') {
    return `${HEADS['deepEqual'] ?? ''}\n\n${cut(one)}\n\nshould loosely deep-equal\n\n${cut(other)}`;
  }
  if (operator === 'notDeepEqual')
    return `${HEADS['notDeepEqual'] ?? ''}\n\n${cut(one)}\n\nshould not loosely deep-equal\n\n${cut(other)}`;
  return `${cut(one, 512)} ${operator} ${cut(other, 512)}`;
}

const cut = (text: string, most = 512): string =>
  text.length > most ? `${text.slice(0, most)}...` : text;

function notEqual(operator: string, actual: unknown): string {
  const isObject =
    operator === 'notStrictEqual' &&
    ((typeof actual === 'object' && actual !== null) || typeof actual === 'function');
  const head = HEADS[isObject ? 'notStrictEqualObject' : operator] ?? '';
  const lines = show(actual).split('\n');
  if (lines.length > MOST_LINES) lines.splice(MOST_LINES - 3, Infinity, '...');
  if (lines.length === 1)
    return `${head}${(lines[0] ?? '').length > 5 ? '\n\n' : ' '}${lines[0] ?? ''}`;
  return `${head}\n\n${lines.join('\n')}\n`;
}

const isObject = (value: unknown): boolean =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

function strictDifference(operator: string, actual: unknown, expected: unknown): string {
  const [one, other] = [show(actual), show(expected)];
  const [lines, otherLines] = [one.split('\n'), other.split('\n')];
  const bothObjects = isObject(actual) && isObject(expected);
  const head =
    operator === 'strictEqual' &&
    ((isObject(actual) && isObject(expected)) ||
      (typeof actual === 'function' && typeof expected === 'function'))
      ? (HEADS['strictEqualObject'] ?? '')
      : (HEADS[operator] ?? '');
  if (lines.length === 1 && otherLines.length === 1 && one !== other) {
    const length = one.length + other.length;
    if (
      length <= 12 &&
      (!isObject(actual) || actual === null) &&
      (!isObject(expected) || expected === null) &&
      (actual !== 0 || expected !== 0)
    ) {
      return `${head}\n\n${one} !== ${other}\n`;
    }
    if (!bothObjects && !isObject(actual) && !isObject(expected)) return simple(head, one, other);
  }
  if (one === other && operator !== 'partialDeepStrictEqual') {
    const sameHead = operator === 'strictEqual' ? (HEADS['sameStructure'] ?? '') : head;
    const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '...'] : lines;
    return operator === 'strictEqual'
      ? `${sameHead}\n\n${shown.join('\n')}\n`
      : `${head}\n\n${shown.map((line) => line).join('\n')}\n`;
  }
  return `${head}\n+ actual - expected\n\n${diffLines(lines, otherLines)}\n`;
}

function simple(head: string, one: string, other: string): string {
  const isText = one.startsWith("'") && other.startsWith("'");
  let mark = '';
  if (isText && Math.max(one.length, other.length) < 512) {
    let at = 0;
    while (at < one.length && one.charAt(at) === other.charAt(at)) at += 1;
    if (at > 2 && at < one.length) mark = `\n${' '.repeat(at + 2)}^`;
  }
  return `${head}\n+ actual - expected\n\n+ ${one}\n- ${other}${mark}\n`;
}

type Line = readonly [mark: '+' | '-' | ' ', text: string];

/** Lines of both with what only one of them has; a comma more or less at a line's end is no difference. */
function diffLines(actual: readonly string[], expected: readonly string[]): string {
  const same = (a: string | undefined, b: string | undefined) =>
    a === b || (a !== undefined && b !== undefined && a.replace(/,$/, '') === b.replace(/,$/, ''));
  const all = merged(actual, expected, same);
  const shown: string[] = [];
  let unchanged: string[] = [];
  const flush = (last: boolean) => {
    const first = shown.length === 0;
    if (unchanged.length > 5 && !first && !last) {
      shown.push(...unchanged.slice(0, 2), '...', ...unchanged.slice(-2));
    } else if (unchanged.length > 5) {
      shown.push(
        ...(first
          ? [unchanged[0] ?? '', '...', ...unchanged.slice(-2)]
          : [...unchanged.slice(0, 2), '...', unchanged.at(-1) ?? '']),
      );
    } else shown.push(...unchanged);
    unchanged = [];
  };
  let skipped = false;
  for (const [mark, text] of all) {
    if (mark === ' ') unchanged.push(`  ${text}`);
    else {
      if (unchanged.length > 5) skipped = true;
      flush(false);
      shown.push(`${mark} ${text}`);
    }
  }
  if (unchanged.length > 5) skipped = true;
  flush(true);
  return `${skipped ? '... Skipped lines\n\n' : ''}${shown.join('\n')}`;
}

function merged(
  a: readonly string[],
  b: readonly string[],
  same: (one: string | undefined, other: string | undefined) => boolean,
): Line[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row)
        row[j] = same(a[i], b[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [one, other] = [a[i], b[j]];
    if (i < a.length && j < b.length && same(one, other)) {
      lines.push([
        ' ',
        (one ?? '').endsWith(',')
          ? (one ?? '')
          : (other ?? '').endsWith(',')
            ? (one ?? '')
            : (one ?? ''),
      ]);
      i += 1;
      j += 1;
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(['+', one ?? '']);
      i += 1;
    } else {
      lines.push(['-', other ?? '']);
      j += 1;
    }
  }
  return lines;
}
