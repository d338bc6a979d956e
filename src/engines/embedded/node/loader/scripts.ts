import { runScript } from '../core/natives.ts';

/** A text that was handed to the platform, and where it came from. */
export interface KnownScript {
  /** As stacks name it: a path for CommonJS, a `file:` address for modules. */
  readonly shown: string;
  /** As the program wrote it. */
  readonly source: string;
  /** As the platform got it, without what stands before it. */
  readonly compiled: string;
  /** Characters before it in the first line. */
  readonly before: number;
}

const known = new Map<string, KnownScript>();

/** The script of this name, as the platform names it in stacks. */
export const knownScript = (name: string): KnownScript | undefined => known.get(name);

const TAKE = '__lab_take';

/**
 * Makes a function of a text, without `eval`. The text must have passed no more than a parser's eye: it is the program's
 * own, and runs with nothing but what the program has.
 *
 * @throws SyntaxError
 */
export function compileFunction(
  compiled: string,
  parameters: readonly string[],
  script: { readonly shown: string; readonly source: string; readonly kind?: 'async ' | '' },
): (...args: unknown[]) => unknown {
  // A comment that names the script ends at white space.
  const name = script.shown.replace(/\s/g, encodeURIComponent);
  const before = `${TAKE}(${script.kind ?? ''}function (${parameters.join(', ')}) {`;
  known.set(name, { shown: script.shown, source: script.source, compiled, before: before.length });
  let taken: unknown;
  Object.defineProperty(globalThis, TAKE, {
    value: (given: unknown) => {
      taken = given;
    },
    configurable: true,
    enumerable: false,
  });
  try {
    runScript(`${before}${compiled}\n})`, name);
  } finally {
    Reflect.deleteProperty(globalThis, TAKE);
  }
  return taken as (...args: unknown[]) => unknown;
}

/** Where a place in what the platform got stands in what the program wrote. Both count from 1. */
export function placeInSource(
  script: KnownScript,
  line: number,
  column: number,
): { line: number; column: number } {
  const inLine = line === 1 ? column - script.before : column;
  if (script.source === script.compiled) return { line, column: inLine };
  const written = script.source.split('\n', line)[line - 1] ?? '';
  const given = script.compiled.split('\n', line)[line - 1] ?? '';
  return { line, column: alignedColumn(written, given, inLine) };
}

/**
 * The column in `written` of a column in `given`, which is the same line with types taken away and names of imports
 * written out: words and signs that both have in common, in order, are the same.
 */
function alignedColumn(written: string, given: string, column: number): number {
  if (written === given) return column;
  const from = wordsOf(given);
  const to = wordsOf(written);
  const at = from.findIndex(({ start, text }) => start < column && column <= start + text.length);
  const sought = from[at];
  if (!sought) return Math.min(column, written.length + 1);
  const pairs = commonWords(from, to);
  const exact = pairs.get(at);
  if (exact !== undefined) return (to[exact]?.start ?? 0) + column - sought.start;
  // The word is not the program's: the one before it that is, or the next.
  for (let before = at - 1; before >= 0; before -= 1) {
    const pair = pairs.get(before);
    if (pair !== undefined && /\w/.test(from[before]?.text ?? ''))
      return (to[pair]?.start ?? 0) + 1;
  }
  for (let next = at + 1; next < from.length; next += 1) {
    const pair = pairs.get(next);
    if (pair !== undefined) return (to[pair]?.start ?? 0) + 1;
  }
  return Math.min(column, written.length + 1);
}

interface Word {
  readonly text: string;
  readonly start: number;
}

const wordsOf = (line: string): Word[] =>
  Array.from(line.slice(0, 2_000).matchAll(/[\w$]+|[^\s\w$]/g), (match) => ({
    text: match[0],
    start: match.index,
  }));

/** Indices of the longest common sequence of words. */
function commonWords(from: readonly Word[], to: readonly Word[]): Map<number, number> {
  const lengths = Array.from({ length: from.length + 1 }, () => new Uint16Array(to.length + 1));
  const length = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = from.length - 1; i >= 0; i -= 1) {
    for (let j = to.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (!row) continue;
      row[j] =
        from[i]?.text === to[j]?.text
          ? length(i + 1, j + 1) + 1
          : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const pairs = new Map<number, number>();
  for (let i = 0, j = 0; i < from.length && j < to.length;) {
    if (from[i]?.text === to[j]?.text) pairs.set(i++, j++);
    else if (length(i + 1, j) >= length(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}
