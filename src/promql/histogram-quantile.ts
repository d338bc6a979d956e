/** A bucket of a cumulative histogram. */
export interface Bucket {
  /** Its `le`. */
  readonly upperBound: number;
  readonly count: number;
}

/**
 * The value below which a share `q` of the observations lies, linear inside its bucket, as Prometheus computes it.
 *
 * `NaN` without a `+Inf` bucket, with fewer than two buckets and without observations; `-Infinity` below 0 and `Infinity`
 * above 1. In the last bucket it is the highest finite bound. Counts that fall from one bucket to the next are raised.
 *
 * @see https://github.com/prometheus/prometheus/blob/v3.0.0/promql/quantile.go `bucketQuantile`
 */
export function histogramQuantile(q: number, given: readonly Bucket[]): number {
  if (Number.isNaN(q)) return NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  const buckets = monotonic(merged(given));
  const last = buckets.at(-1);
  if (last?.upperBound !== Infinity || buckets.length < 2 || !(last.count > 0)) return NaN;
  const rank = q * last.count;
  const at = buckets.findIndex(({ count }, i) => i === buckets.length - 1 || count >= rank);
  const bucket = buckets[at];
  if (!bucket) return NaN;
  const below = buckets[at - 1];
  if (at === buckets.length - 1) return below?.upperBound ?? NaN;
  if (!below && bucket.upperBound <= 0) return bucket.upperBound;
  const start = below?.upperBound ?? 0;
  const inside = bucket.count - (below?.count ?? 0);
  return start + (bucket.upperBound - start) * ((rank - (below?.count ?? 0)) / inside);
}

/** In order of their bounds; buckets of the same bound are added. */
function merged(buckets: readonly Bucket[]): readonly Bucket[] {
  const counts = new Map<number, number>();
  for (const { upperBound, count } of buckets) {
    counts.set(upperBound, (counts.get(upperBound) ?? 0) + count);
  }
  return [...counts]
    .map(([upperBound, count]) => ({ upperBound, count }))
    .sort((a, b) => (a.upperBound < b.upperBound ? -1 : 1));
}

function monotonic(buckets: readonly Bucket[]): readonly Bucket[] {
  let most = -Infinity;
  return buckets.map(({ upperBound, count }) => {
    most = Math.max(most, count);
    return { upperBound, count: most };
  });
}
