import type { ValueType } from './expression.ts';

/** What each function takes and gives. The last argument of `optional` ones may be left out. */
export const FUNCTIONS: Readonly<
  Record<
    string,
    {
      readonly takes: readonly ValueType[];
      readonly optional?: number;
      readonly gives: 'scalar' | 'vector';
    }
  >
> = {
  abs: { takes: ['vector'], gives: 'vector' },
  absent: { takes: ['vector'], gives: 'vector' },
  avg_over_time: { takes: ['range'], gives: 'vector' },
  ceil: { takes: ['vector'], gives: 'vector' },
  clamp: { takes: ['vector', 'scalar', 'scalar'], gives: 'vector' },
  clamp_max: { takes: ['vector', 'scalar'], gives: 'vector' },
  clamp_min: { takes: ['vector', 'scalar'], gives: 'vector' },
  count_over_time: { takes: ['range'], gives: 'vector' },
  delta: { takes: ['range'], gives: 'vector' },
  exp: { takes: ['vector'], gives: 'vector' },
  floor: { takes: ['vector'], gives: 'vector' },
  histogram_quantile: { takes: ['scalar', 'vector'], gives: 'vector' },
  idelta: { takes: ['range'], gives: 'vector' },
  increase: { takes: ['range'], gives: 'vector' },
  irate: { takes: ['range'], gives: 'vector' },
  last_over_time: { takes: ['range'], gives: 'vector' },
  ln: { takes: ['vector'], gives: 'vector' },
  max_over_time: { takes: ['range'], gives: 'vector' },
  min_over_time: { takes: ['range'], gives: 'vector' },
  rate: { takes: ['range'], gives: 'vector' },
  resets: { takes: ['range'], gives: 'vector' },
  round: { takes: ['vector', 'scalar'], optional: 1, gives: 'vector' },
  scalar: { takes: ['vector'], gives: 'scalar' },
  sgn: { takes: ['vector'], gives: 'vector' },
  sqrt: { takes: ['vector'], gives: 'vector' },
  sum_over_time: { takes: ['range'], gives: 'vector' },
  time: { takes: [], gives: 'scalar' },
  vector: { takes: ['scalar'], gives: 'vector' },
};

/** Aggregations, and whether they take a number before the vector. */
export const AGGREGATIONS: Readonly<Record<string, { readonly parameter: boolean }>> = {
  avg: { parameter: false },
  bottomk: { parameter: true },
  count: { parameter: false },
  group: { parameter: false },
  max: { parameter: false },
  min: { parameter: false },
  quantile: { parameter: true },
  stddev: { parameter: false },
  stdvar: { parameter: false },
  sum: { parameter: false },
  topk: { parameter: true },
};
