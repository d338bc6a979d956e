/** The samples of one series in a range, and the range itself; times in seconds. */
export interface RangeSamples {
  readonly times: readonly number[];
  readonly values: readonly number[];
  readonly start: number;
  readonly end: number;
}

type RangeFunction = (samples: RangeSamples) => number | undefined;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** A value of a range, or `undefined` where Prometheus leaves the series out. */
export const RANGE_FUNCTIONS: Readonly<Record<string, RangeFunction>> = {
  rate: (samples) => extrapolated(samples, 'rate'),
  increase: (samples) => extrapolated(samples, 'increase'),
  delta: (samples) => extrapolated(samples, 'delta'),
  irate: ({ times, values }) => {
    const [before, last] = values.slice(-2);
    const [from, to] = times.slice(-2);
    if (before === undefined || last === undefined || from === undefined || to === undefined) {
      return undefined;
    }
    return (last < before ? last : last - before) / (to - from);
  },
  idelta: ({ values }) => {
    const [before, last] = values.slice(-2);
    return before === undefined || last === undefined ? undefined : last - before;
  },
  resets: ({ values }) => values.filter((value, i) => i > 0 && value < (values[i - 1] ?? 0)).length,
  avg_over_time: ({ values }) => sum(values) / values.length,
  sum_over_time: ({ values }) => sum(values),
  count_over_time: ({ values }) => values.length,
  last_over_time: ({ values }) => values.at(-1),
  max_over_time: ({ values }) => values.reduce((a, b) => (b > a || Number.isNaN(a) ? b : a)),
  min_over_time: ({ values }) => values.reduce((a, b) => (b < a || Number.isNaN(a) ? b : a)),
};

/**
 * The growth of a series over a range, as Prometheus computes it: the difference of its first and last sample, resets of
 * the counter added back, stretched to the ends of the range where the samples come near them (within 1.1 times their
 * mean distance; otherwise by half of it), and never to before the counter was zero.
 *
 * @see https://github.com/prometheus/prometheus/blob/v3.0.0/promql/functions.go `extrapolatedRate`
 */
function extrapolated(
  { times, values, start, end }: RangeSamples,
  as: 'rate' | 'increase' | 'delta',
): number | undefined {
  const [first] = values;
  const last = values.at(-1);
  const [firstTime] = times;
  const lastTime = times.at(-1);
  if (values.length < 2 || first === undefined || last === undefined) return undefined;
  if (firstTime === undefined || lastTime === undefined) return undefined;
  const counter = as !== 'delta';
  const resets = counter
    ? values.reduce((total, value, i) => {
        const before = values[i - 1] ?? value;
        return value < before ? total + before : total;
      }, 0)
    : 0;
  const growth = last - first + resets;
  const sampled = lastTime - firstTime;
  const distance = sampled / (values.length - 1);
  let toStart = firstTime - start;
  let toEnd = end - lastTime;
  if (toStart >= distance * 1.1) toStart = distance / 2;
  if (toEnd >= distance * 1.1) toEnd = distance / 2;
  if (counter && growth > 0 && first >= 0) {
    toStart = Math.min(toStart, sampled * (first / growth));
  }
  const stretched = growth * ((sampled + toStart + toEnd) / sampled);
  return as === 'rate' ? stretched / (end - start) : stretched;
}
