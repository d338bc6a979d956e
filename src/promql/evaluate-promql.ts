import { aggregate, type Sample } from './aggregate.ts';
import type { Expression, Labels } from './expression.ts';
import { histogramQuantile, type Bucket } from './histogram-quantile.ts';
import {
  AmbiguousMatch,
  combineSets,
  combineVectors,
  operate,
  withoutName,
} from './match-vectors.ts';
import { parsePromql } from './parse-promql.ts';
import { PromqlError } from './promql-error.ts';
import { RANGE_FUNCTIONS, type RangeSamples } from './range-functions.ts';
import { countBefore, labelKey, type Series, type SeriesStore } from './series-store.ts';

/** What a query gives at one instant. */
export type QueryResult =
  | { readonly type: 'scalar'; readonly value: number }
  | { readonly type: 'vector'; readonly samples: readonly Sample[] };

export interface EvaluationOptions {
  /** The instant, in seconds. */
  readonly time: number;
  /**
   * Whether a sample exactly at the beginning of a range belongs to it: `open` (no, as Prometheus 3; the default) or
   * `closed` (yes, as Prometheus 2).
   */
  readonly rangeStart?: 'open' | 'closed';
  /** How old a sample may be to count as the present value, in seconds; 300 unless told. */
  readonly lookback?: number;
}

/** A query that was read, with its text. */
export interface PromqlQuery {
  readonly text: string;
  readonly expression: Expression;
}

/** Reads a query once, to be asked often. @throws PromqlError `PromqlSyntax` */
export function readQuery(text: string): PromqlQuery {
  return { text, expression: parsePromql(text) };
}

/**
 * Asks a query at one instant.
 *
 * @throws PromqlError `PromqlSyntax` for a text that is no query, `PromqlEvaluation` when the data do not fit it
 */
export function evaluatePromql(
  query: string | PromqlQuery,
  store: SeriesStore,
  options: EvaluationOptions,
): QueryResult {
  const { text, expression } = typeof query === 'string' ? readQuery(query) : query;
  const value = new Evaluation(text, store, options).value(expression, options.time);
  if (typeof value === 'number') return { type: 'scalar', value };
  return { type: 'vector', samples: value };
}

type Value = number | readonly Sample[];

class Evaluation {
  readonly #text: string;
  readonly #store: SeriesStore;
  readonly #closed: boolean;
  readonly #lookback: number;

  constructor(text: string, store: SeriesStore, options: EvaluationOptions) {
    this.#text = text;
    this.#store = store;
    this.#closed = options.rangeStart === 'closed';
    this.#lookback = options.lookback ?? 300;
  }

  value(expression: Expression, time: number): Value {
    switch (expression.kind) {
      case 'number':
        return expression.value;
      case 'negation': {
        const value = this.value(expression.of, time);
        return typeof value === 'number' ? -value : mapped(value, (one) => -one);
      }
      case 'selector':
        return this.#present(expression, time - expression.shift);
      case 'aggregation': {
        const parameter = expression.parameter ? this.#number(expression.parameter, time) : NaN;
        const samples = this.#vector(expression.of, time);
        return aggregate(expression.name, samples, expression.grouping, parameter);
      }
      case 'call':
        return this.#call(expression, time);
      case 'binary':
        return this.#binary(expression, time);
      case 'range':
        throw this.#fault(
          expression,
          'a range',
          'a value: rate(…), increase(…) or one of the …_over_time around it',
        );
      case 'text':
        throw this.#fault(expression, 'a text', 'a value');
    }
  }

  #number(expression: Expression, time: number): number {
    const value = this.value(expression, time);
    if (typeof value !== 'number') throw this.#fault(expression, 'a vector', 'a number');
    return value;
  }

  #vector(expression: Expression, time: number): readonly Sample[] {
    const value = this.value(expression, time);
    if (typeof value === 'number') throw this.#fault(expression, 'a number', 'a vector');
    return value;
  }

  /** The newest sample of each series that is not older than the lookback. */
  #present(selector: Expression & { kind: 'selector' }, time: number): readonly Sample[] {
    return this.#store.select(selector.matchers).flatMap(({ labels, times, values }) => {
      const last = countBefore(times, time, true) - 1;
      const at = times[last];
      const value = values[last];
      if (at === undefined || value === undefined || at <= time - this.#lookback) return [];
      return [{ labels, value }];
    });
  }

  #ranges(
    range: Expression,
    time: number,
  ): readonly (RangeSamples & { readonly labels: Labels })[] {
    if (range.kind !== 'range') throw this.#fault(range, 'a value', 'a range');
    const end = time - range.shift;
    const start = end - range.range;
    const series =
      range.of.kind === 'selector' && range.step === undefined
        ? this.#store.select(range.of.matchers)
        : this.#subquery(range.of, range.step ?? 60, start, end);
    return series.flatMap(({ labels, times, values }) => {
      const from = countBefore(times, start, !this.#closed);
      const to = countBefore(times, end, true);
      if (to <= from) return [];
      return [{ labels, times: times.slice(from, to), values: values.slice(from, to), start, end }];
    });
  }

  /** The values of an expression at the multiples of `step` in a range, as series. */
  #subquery(of: Expression, step: number, start: number, end: number): readonly Series[] {
    const found = new Map<string, { labels: Labels; times: number[]; values: number[] }>();
    for (let time = Math.ceil(start / step) * step; time <= end; time += step) {
      const value = this.value(of, time);
      for (const sample of typeof value === 'number' ? [{ labels: {}, value }] : value) {
        const key = labelKey(sample.labels);
        const series = found.get(key) ?? { labels: sample.labels, times: [], values: [] };
        found.set(key, series);
        series.times.push(time);
        series.values.push(sample.value);
      }
    }
    return [...found.values()];
  }

  #call({ name, args }: Expression & { kind: 'call' }, time: number): Value {
    const [first, second, third] = args;
    if (name === 'time') return time;
    if (!first) throw new RangeError(`${name} without arguments passed the parser`);
    const ofRange = RANGE_FUNCTIONS[name];
    if (ofRange) {
      return this.#ranges(first, time).flatMap((samples) => {
        const value = ofRange(samples);
        if (value === undefined) return [];
        const { labels } = samples;
        return [{ labels: name === 'last_over_time' ? labels : withoutName(labels), value }];
      });
    }
    if (name === 'vector') return [{ labels: {}, value: this.#number(first, time) }];
    if (name === 'histogram_quantile') {
      return second ? quantiles(this.#number(first, time), this.#vector(second, time)) : [];
    }
    const vector = this.#vector(first, time);
    switch (name) {
      case 'scalar':
        return vector.length === 1 ? (vector[0]?.value ?? NaN) : NaN;
      case 'absent':
        return vector.length > 0 ? [] : [{ labels: statedLabels(first), value: 1 }];
      case 'round': {
        const to = second ? this.#number(second, time) : 1;
        return mapped(vector, (value) => Math.floor(value / to + 0.5) * to);
      }
      case 'clamp_min':
      case 'clamp_max':
      case 'clamp': {
        const given = second ? this.#number(second, time) : NaN;
        const least = name === 'clamp_max' ? -Infinity : given;
        const most = name === 'clamp_max' ? given : third ? this.#number(third, time) : Infinity;
        return least > most
          ? []
          : mapped(vector, (value) => Math.max(least, Math.min(most, value)));
      }
      default: {
        const ofValue = VALUE_FUNCTIONS[name];
        if (!ofValue)
          throw new RangeError(`${name} is in the table of functions and is not computed`);
        return mapped(vector, ofValue);
      }
    }
  }

  #binary(expression: Expression & { kind: 'binary' }, time: number): Value {
    const { operator, bool, matching } = expression;
    const left = this.value(expression.left, time);
    const right = this.value(expression.right, time);
    if (typeof left === 'number' && typeof right === 'number') {
      return operate(operator, left, right, true, left) ?? NaN;
    }
    if (typeof left !== 'number' && typeof right !== 'number') {
      if (operator === 'and' || operator === 'or' || operator === 'unless') {
        return combineSets(operator, left, right, matching);
      }
      try {
        return combineVectors(operator, bool, left, right, matching);
      } catch (error) {
        if (error instanceof AmbiguousMatch)
          throw this.#fault(expression, error.found, error.wanted);
        throw error;
      }
    }
    const vector = typeof left === 'number' ? (right as readonly Sample[]) : left;
    const filters = ['==', '!=', '<', '<=', '>', '>='].includes(operator) && !bool;
    return vector.flatMap(({ labels, value }) => {
      const [a, b] = typeof left === 'number' ? [left, value] : [value, right as number];
      const result = operate(operator, a, b, bool, value);
      if (result === undefined) return [];
      return [{ labels: filters ? labels : withoutName(labels), value: result }];
    });
  }

  #fault({ offset }: Expression, found: string, wanted: string): PromqlError {
    return new PromqlError('PromqlEvaluation', this.#text, offset, found, wanted);
  }
}

const VALUE_FUNCTIONS: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  exp: Math.exp,
  floor: Math.floor,
  ln: Math.log,
  sgn: Math.sign,
  sqrt: Math.sqrt,
};

function mapped(samples: readonly Sample[], of: (value: number) => number): readonly Sample[] {
  return samples.map(({ labels, value }) => ({ labels: withoutName(labels), value: of(value) }));
}

/** A quantile for each group of buckets that differ in `le` alone; series without a readable `le` do not count. */
function quantiles(q: number, samples: readonly Sample[]): readonly Sample[] {
  const groups = new Map<string, { labels: Labels; buckets: Bucket[] }>();
  for (const { labels, value } of samples) {
    const { le, ...others } = withoutName(labels);
    const upperBound =
      le === '+Inf' || le === 'Inf' ? Infinity : le === undefined || le === '' ? NaN : Number(le);
    if (Number.isNaN(upperBound)) continue;
    const key = labelKey(others);
    const group = groups.get(key) ?? { labels: others, buckets: [] };
    groups.set(key, group);
    group.buckets.push({ upperBound, count: value });
  }
  return [...groups.values()].map(({ labels, buckets }) => ({
    labels,
    value: histogramQuantile(q, buckets),
  }));
}

/** The labels that a selector states with `=`, which `absent` gives to its answer. */
function statedLabels(expression: Expression): Labels {
  if (expression.kind !== 'selector') return {};
  return Object.fromEntries(
    expression.matchers
      .filter(({ label, operator }) => operator === '=' && label !== '__name__')
      .map(({ label, value }) => [label, value]),
  );
}
