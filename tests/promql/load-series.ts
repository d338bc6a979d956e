import { SeriesStore, type Labels } from '#promql';

/** A store with these series, a sample each `stepSeconds` from time 0. */
export function loadSeries(
  stepSeconds: number,
  series: readonly { readonly labels: Labels; readonly values: readonly number[] }[],
): SeriesStore {
  const store = new SeriesStore();
  for (const { labels, values } of series) {
    values.forEach((value, i) => store.add(labels, i * stepSeconds, value));
  }
  return store;
}

/** `count` + 1 values: from `start` on, `step` more each time. */
export function counting(start: number, step: number, count: number): readonly number[] {
  return Array.from({ length: count + 1 }, (_, i) => start + i * step);
}
