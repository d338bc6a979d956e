import { COMPETENCY_IDS, type CompetencyId } from './competencies.ts';

/** Share of an exam's knowledge part by competency, in percent; together 100. */
export type Weights = Readonly<Partial<Record<CompetencyId, number>>>;
/** Number of items by competency. */
export type Slots = Readonly<Partial<Record<CompetencyId, number>>>;

/**
 * How many of `items` fall to each competency, by the method of the largest remainder; they sum to `items` exactly. Of
 * equal remainders the heavier competency comes first, then the one that the framework names first.
 *
 * @throws RangeError when the weights do not sum to 100 or `items` is no whole number.
 */
export function slotsOf(weights: Weights, items: number): Slots {
  const weighed = COMPETENCY_IDS.flatMap((id) => {
    const weight = weights[id] ?? 0;
    return weight > 0 ? [{ id, weight }] : [];
  });
  const sum = weighed.reduce((all, { weight }) => all + weight, 0);
  if (sum !== 100) throw new RangeError(`The weights sum to ${sum}, not to 100.`);
  if (!Number.isInteger(items) || items < 0) throw new RangeError(`${items} is no count of items.`);
  const shares = weighed.map(({ id, weight }) => ({
    id,
    weight,
    count: Math.floor((weight * items) / 100),
    remainder: (weight * items) % 100,
  }));
  const left = items - shares.reduce((all, { count }) => all + count, 0);
  const byRemainder = [...shares].sort((a, b) => b.remainder - a.remainder || b.weight - a.weight);
  const oneMore = new Set(byRemainder.slice(0, left).map(({ id }) => id));
  return Object.fromEntries(shares.map(({ id, count }) => [id, count + (oneMore.has(id) ? 1 : 0)]));
}
