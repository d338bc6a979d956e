/** People of one group, sorted into classes: how many of each. `[passed, not passed, nothing handed in]`, say. */
export type Counts = readonly number[];

/** A set of people smaller than this is not told. */
export const SMALLEST_GROUP = 5;

/** A number may be told when it is of nobody or of enough people. */
export const isTellable = (count: number): boolean => count === 0 || count >= SMALLEST_GROUP;

/** A number of people, or `undefined` where so few are not told. */
export const tellable = (count: number): number | undefined =>
  isTellable(count) ? count : undefined;

export interface SafeBreakdown {
  /** Counts of everybody; `undefined` where they cannot be told. */
  readonly total: Counts | undefined;
  /** By group, in the order given; `undefined` where they are not told. */
  readonly groups: readonly (Counts | undefined)[];
}

/**
 * What may be told of groups and of everybody, so that no number and no difference of numbers is of one to four people.
 *
 * Everybody is told when each class has nobody or five people or more. A group is told under the same condition. The rest of
 * everybody, which subtraction gives, has to meet it, too, and has to be of two groups or more: while it does not, the
 * smallest of the groups that were told joins it. When all have joined, no group is told.
 *
 * @param groups classes of each group, all of the same length.
 */
export function safeBreakdown(groups: readonly Counts[]): SafeBreakdown {
  const total = sumOf(groups);
  const none = groups.map(() => undefined);
  if (!isSafe(total)) return { total: undefined, groups: none };
  const hidden = new Set(groups.flatMap((counts, at) => (isSafe(counts) ? [] : [at])));
  while (hidden.size > 0 && !isHiddenWell(groups, hidden)) {
    const [next] = groups
      .map((counts, at) => ({ at, size: sizeOf(counts) }))
      .filter(({ at }) => !hidden.has(at))
      .sort((a, b) => a.size - b.size || a.at - b.at);
    if (!next) return { total, groups: none };
    hidden.add(next.at);
  }
  return { total, groups: groups.map((counts, at) => (hidden.has(at) ? undefined : counts)) };
}

/** Each class, and the group as a whole, is of nobody or of enough people. */
function isSafe(counts: Counts): boolean {
  return counts.every(isTellable) && sizeOf(counts) >= SMALLEST_GROUP;
}

function isHiddenWell(groups: readonly Counts[], hidden: ReadonlySet<number>): boolean {
  return hidden.size >= 2 && isSafe(sumOf(groups.filter((_, at) => hidden.has(at))));
}

export const sizeOf = (counts: Counts): number => counts.reduce((sum, count) => sum + count, 0);

function sumOf(groups: readonly Counts[]): Counts {
  const classes = groups[0]?.length ?? 0;
  return Array.from({ length: classes }, (_, at) =>
    groups.reduce((sum, counts) => sum + (counts[at] ?? 0), 0),
  );
}

/**
 * As {@link safeBreakdown}, with the finest classes that can be told of everybody: the classes as they are, else with those
 * merged that `coarser` names together.
 *
 * @param coarser for each class of the coarser sorting the classes that it holds, by their places.
 */
export function finestBreakdown(
  groups: readonly Counts[],
  coarser: readonly (readonly number[])[],
): SafeBreakdown & { readonly isCoarse: boolean } {
  const fine = safeBreakdown(groups);
  if (fine.total) return { ...fine, isCoarse: false };
  const merged = groups.map((counts) =>
    coarser.map((places) => sizeOf(places.map((place) => counts[place] ?? 0))),
  );
  return { ...safeBreakdown(merged), isCoarse: true };
}
