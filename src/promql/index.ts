/**
 * PromQL, the part that alerts and canary analyses are written in, over series held in memory; no I/O, no clock.
 *
 * ```ts
 * const store = new SeriesStore();
 * store.add({ __name__: 'inference_requests_total', service: 'canary', code: '500' }, 60, 3); // seconds, value
 * const result = evaluatePromql('sum by (code) (rate(inference_requests_total[5m]))', store, { time: 600 });
 * ```
 *
 * `readQuery` reads a query once, to be asked at many instants. `PromqlError` says where a query is wrong (line, column,
 * what was found, what was wanted).
 *
 * Read: selectors with `=`, `!=`, `=~`, `!~`; ranges, subqueries, `offset`; arithmetic, comparisons with and without `bool`,
 * `and`, `or`, `unless`, with `on`, `ignoring`, `group_left`, `group_right`; the aggregations and functions of
 * `function-table.ts`. Not read: `@`, native histograms, `label_replace`, functions of calendars and of forecasts; a query
 * with one of them is refused by name, never answered approximately.
 *
 * As in Prometheus: `rate` and `increase` extrapolate to the ends of the range and add resets of a counter back; a range is
 * open at its beginning (Prometheus 3; `rangeStart: 'closed'` for 2); a comparison with NaN holds never, `!=` excepted;
 * 0/0 is NaN; series pair by equal labels, and two partners are an error. Different from it: no staleness markers.
 */
export type { Sample } from './aggregate.ts';
export { parseDuration } from './duration.ts';
export {
  evaluatePromql,
  readQuery,
  type EvaluationOptions,
  type PromqlQuery,
  type QueryResult,
} from './evaluate-promql.ts';
export type { Expression, Labels, LabelMatcher, VectorMatching } from './expression.ts';
export { AGGREGATIONS, FUNCTIONS } from './function-table.ts';
export { histogramQuantile, type Bucket } from './histogram-quantile.ts';
export { parsePromql } from './parse-promql.ts';
export { placeOf, PromqlError, type QueryPlace } from './promql-error.ts';
export { labelKey, SeriesStore, type Series } from './series-store.ts';
