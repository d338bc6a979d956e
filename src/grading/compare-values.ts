/** Where two values first differ. */
export interface ValueDifference {
  /** As a reader would write it: `results[0].kind`; empty for the whole. */
  readonly path: string;
  readonly found: unknown;
  readonly expected: unknown;
}

export interface CompareOptions {
  /** Numbers may differ by this much; 1e-6 unless told. */
  readonly tolerance?: number;
  /** True when keys beyond the expected ones are welcome; they are unless told. */
  readonly extraKeys?: boolean;
}

/**
 * Where `found` first differs from `expected` in meaning, or `undefined` when it does not: the order of keys is free,
 * numbers may differ by the tolerance, NaN is equal to nothing.
 */
export function firstDifference(
  found: unknown,
  expected: unknown,
  options: CompareOptions = {},
  path = '',
): ValueDifference | undefined {
  const { tolerance = 1e-6, extraKeys = true } = options;
  const differs = { path, found, expected };
  if (typeof expected === 'number') {
    const near = typeof found === 'number' && Math.abs(found - expected) <= tolerance;
    return near ? undefined : differs;
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(found) || found.length !== expected.length) return differs;
    return firstOf(
      expected.map((item, i) => [found[i] as unknown, item as unknown, `${path}[${i}]`]),
    );
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return differs;
    const given = found as Record<string, unknown>;
    const extra = extraKeys
      ? []
      : Object.keys(given).filter((key) => !Object.hasOwn(expected, key));
    const wanted = [...Object.entries(expected), ...extra.map((key) => [key, undefined] as const)];
    return firstOf(
      wanted.map(([key, item]) => [
        Object.hasOwn(given, key) ? given[key] : undefined,
        item as unknown,
        path === '' ? key : `${path}.${key}`,
      ]),
    );
  }
  return found === expected ? undefined : differs;

  function firstOf(pairs: readonly (readonly [unknown, unknown, string])[]) {
    for (const [one, other, place] of pairs) {
      const difference = firstDifference(one, other, options, place);
      if (difference) return difference;
    }
    return undefined;
  }
}

/** A value as a verdict shows it: JSON, or `missing`. */
export function shownJson(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

/** The value of a JSON text, or why it is none, in words. `NaN` and `Infinity`, which Python writes, are not JSON. */
export function readJsonText(
  text: string,
): { readonly value: unknown } | { readonly fault: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    if (text.trim() === '') return { fault: 'nothing' };
    const literal = /(?:[[:,\s]|^)(-?(?:NaN|Infinity))\b/.exec(text)?.[1];
    if (literal !== undefined) return { fault: `${literal}, which JSON does not have` };
    return { fault: `no JSON (${error instanceof Error ? error.message : String(error)})` };
  }
}

/**
 * The JSON that a program printed, perhaps after other lines: the whole text, or what stands from some line's beginning
 * to the end.
 */
export function printedJson(
  text: string,
): { readonly value: unknown } | { readonly fault: string } {
  const whole = readJsonText(text);
  if ('value' in whole) return whole;
  for (const { index } of text.matchAll(/^[[{]/gm)) {
    const rest = readJsonText(text.slice(index));
    if ('value' in rest) return rest;
  }
  const lastLine = readJsonText(text.trim().split('\n').at(-1) ?? '');
  return 'value' in lastLine ? lastLine : whole;
}

/** True for a mapping: neither null nor a list. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
