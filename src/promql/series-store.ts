import type { LabelMatcher, Labels } from './expression.ts';

/** Samples of one series in order of time. `times` in seconds, `values` as counted. */
export interface Series {
  readonly labels: Labels;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** Labels as one text: equal for equal labels, whatever their order; an empty label is one that is not there. */
export function labelKey(labels: Labels): string {
  return Object.keys(labels)
    .filter((name) => labels[name] !== '')
    .sort()
    .map((name) => `${name}=${JSON.stringify(labels[name])}`)
    .join(',');
}

/** The series that queries read. */
export class SeriesStore {
  readonly #series = new Map<string, { labels: Labels; times: number[]; values: number[] }>();

  /**
   * Adds a sample.
   *
   * @param labels with the metric's name under `__name__`
   * @param time in seconds, later than the series' last
   * @throws RangeError when the series has a sample at that time or later
   */
  add(labels: Labels, time: number, value: number): void {
    const key = labelKey(labels);
    const series = this.#series.get(key) ?? { labels, times: [], values: [] };
    this.#series.set(key, series);
    const last = series.times.at(-1);
    if (last !== undefined && last >= time) {
      throw new RangeError(
        `{${key}} has a sample at ${last} s already, so none can be added at ${time} s.`,
      );
    }
    series.times.push(time);
    series.values.push(value);
  }

  /** All series that fit every matcher, in the order in which they first came. */
  select(matchers: readonly LabelMatcher[]): readonly Series[] {
    return [...this.#series.values()].filter(({ labels }) =>
      matchers.every(({ label, matches }) => matches(labels[label] ?? '')),
    );
  }
}

/** How many of the ordered times are before `time`, or, with `orAt`, not after it. */
export function countBefore(times: readonly number[], time: number, orAt: boolean): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = times[middle] ?? Infinity;
    if (at < time || (orAt && at === time)) low = middle + 1;
    else high = middle;
  }
  return low;
}
