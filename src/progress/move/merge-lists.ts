import { canonicalJson } from '#formats';

/** The order of two texts by UTF-16 code units, for `sort`. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The greater of two values by their canonical text: where two records disagree about what never changes, either may
 * be right, and this choice falls the same way in whatever order records meet.
 */
export function greater<T>(a: T, b: T): T {
  return canonicalJson(a) >= canonicalJson(b) ? a : b;
}

/** True when both say the same. */
export function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** The things of both lists, each key once, sorted by key. `join` makes one of two with the same key. */
export function mergeLists<T>(
  here: readonly T[],
  other: readonly T[],
  keyOf: (thing: T) => string,
  join: (a: T, b: T) => T,
): readonly T[] {
  const merged = new Map<string, T>();
  for (const thing of [...here, ...other]) {
    const key = keyOf(thing);
    const known = merged.get(key);
    merged.set(key, known === undefined ? thing : join(known, thing));
  }
  return [...merged].sort(([a], [b]) => byText(a, b)).map(([, thing]) => thing);
}

/** Members of both, sorted by name; where both have one, `join` decides. */
export function mergeMembers<T>(
  here: Readonly<Record<string, T>>,
  other: Readonly<Record<string, T>>,
  join: (a: T, b: T) => T,
): Readonly<Record<string, T>> {
  const merged = mergeLists(
    Object.entries(here),
    Object.entries(other),
    ([name]) => name,
    ([name, a], [, b]): [string, T] => [name, join(a, b)],
  );
  return Object.fromEntries(merged);
}
