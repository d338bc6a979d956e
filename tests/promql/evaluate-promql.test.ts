import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluatePromql, histogramQuantile, PromqlError, type SeriesStore } from '#promql';
import { counting, loadSeries } from './load-series.ts';

const path = (name: string) => ({ __name__: 'http_requests_total', path: name });
/** The series of Prometheus' own test of increase, a sample each five minutes. */
const requests = loadSeries(300, [
  { labels: path('/foo'), values: counting(0, 10, 10) },
  { labels: path('/bar'), values: [...counting(0, 18, 5), ...counting(0, 18, 4)] },
  { labels: path('/dings'), values: counting(10, 10, 10) },
  { labels: path('/bumms'), values: counting(1, 10, 10) },
]);

function values(store: SeriesStore, query: string, time: number, rangeStart?: 'open' | 'closed') {
  const result = evaluatePromql(query, store, { time, ...(rangeStart ? { rangeStart } : {}) });
  if (result.type === 'scalar') return result.value;
  return Object.fromEntries(
    result.samples.map(({ labels, value }) => [Object.values(labels).join(' '), value]),
  );
}

function near(found: unknown, wanted: Readonly<Record<string, number>>): void {
  assert.deepEqual(Object.keys(found as object), Object.keys(wanted));
  for (const [key, value] of Object.entries(wanted)) {
    assert.ok(
      Math.abs((found as Record<string, number>)[key] ?? NaN) - value < 1e-9,
      `${key}: ${JSON.stringify(found)}`,
    );
  }
}

test('increase extrapolates to the ends of its range, and not to before zero, as Prometheus does', () => {
  const whole = { '/foo': 100, '/bar': 160, '/dings': 100, '/bumms': 100 };
  near(values(requests, 'increase(http_requests_total[50m])', 3000), whole);
  near(values(requests, 'increase(http_requests_total[100m])', 3000), {
    '/foo': 100,
    '/bar': 162,
    '/dings': 105,
    '/bumms': 101,
  });
});

test('a rate is the increase for each second of the range', () => {
  near(values(requests, 'rate(http_requests_total[50m])', 3000), {
    '/foo': 100 / 3000,
    '/bar': 160 / 3000,
    '/dings': 100 / 3000,
    '/bumms': 100 / 3000,
  });
});

test('with samples on both ends of a closed range, a rate is the difference of the two for each second', () => {
  const store = loadSeries(60, [{ labels: { __name__: 'a' }, values: [0, 7, 9, 30, 31, 44, 50] }]);
  near(values(store, 'rate(a[5m])', 360, 'closed'), { '': (50 - 7) / 300 });
  near(values(store, 'rate(a[5m])', 120, 'closed'), { '': 9 / 300 });
});

test('a counter that starts again is added back, a gauge is not', () => {
  const store = loadSeries(60, [{ labels: { __name__: 'a' }, values: [10, 20, 5, 15] }]);
  near(values(store, 'increase(a[3m])', 180, 'closed'), { '': 25 });
  near(values(store, 'delta(a[3m])', 180, 'closed'), { '': 5 });
  near(values(store, 'resets(a[3m])', 180, 'closed'), { '': 1 });
  near(values(store, 'irate(a[3m])', 180, 'closed'), { '': 10 / 60 });
});

test('a series with one sample in the range has no rate, and an old sample no value', () => {
  const store = loadSeries(60, [{ labels: { __name__: 'a' }, values: [1, 2] }]);
  assert.deepEqual(values(store, 'rate(a[1m])', 60, 'open'), {});
  assert.deepEqual(values(store, 'a', 359), { a: 2 });
  assert.deepEqual(values(store, 'a', 360), {});
  assert.deepEqual(values(store, 'a offset 1m', 60), { a: 1 });
});

test('nothing out of nothing is NaN, and NaN fails every comparison', () => {
  const store = loadSeries(60, [
    { labels: { __name__: 'a', code: '500' }, values: Array<number>(6).fill(3) },
    { labels: { __name__: 'a', code: '200' }, values: Array<number>(6).fill(9) },
  ]);
  const ratio = 'sum(rate(a{code=~"5.."}[5m])) / sum(rate(a[5m]))';
  assert.deepEqual(values(store, ratio, 300, 'closed'), { '': NaN });
  assert.deepEqual(values(store, `${ratio} <= 0.02`, 300, 'closed'), {});
  assert.deepEqual(values(store, `${ratio} <= bool 0.02`, 300, 'closed'), { '': 0 });
  assert.deepEqual(values(store, `(${ratio} > 0) or vector(0)`, 300, 'closed'), { '': 0 });
});

test('series pair by their labels; on and ignoring say which count', () => {
  const store = loadSeries(60, [
    { labels: { __name__: 'errors', service: 'x', code: '500' }, values: [24] },
    { labels: { __name__: 'errors', service: 'y', code: '500' }, values: [30] },
    { labels: { __name__: 'errors', service: 'x', code: '503' }, values: [4] },
    { labels: { __name__: 'requests', service: 'x' }, values: [600] },
    { labels: { __name__: 'requests', service: 'y' }, values: [120] },
  ]);
  assert.deepEqual(values(store, 'errors{code="500"} / requests', 0), {});
  assert.deepEqual(values(store, 'errors{code="500"} / ignoring(code) requests', 0), {
    x: 0.04,
    y: 0.25,
  });
  assert.deepEqual(values(store, 'errors{code="500"} / on(service) requests', 0), {
    x: 0.04,
    y: 0.25,
  });
  near(values(store, 'errors / ignoring(code) group_left requests', 0), {
    'x 500': 0.04,
    'y 500': 0.25,
    'x 503': 4 / 600,
  });
  assert.deepEqual(values(store, 'sum without (code) (errors) / requests', 0), {
    x: 28 / 600,
    y: 0.25,
  });
  assert.throws(
    () => values(store, 'errors / on(service) requests', 0),
    (error) =>
      error instanceof PromqlError &&
      error.name === 'PromqlEvaluation' &&
      error.message ===
        'line 1, column 8: found two series with the labels {service="x"} on the left side, wanted one: sum(…) makes one of many, and on(…) or ignoring(…) say which labels count',
  );
});

test('and, or and unless keep series by their labels', () => {
  const store = loadSeries(60, [
    { labels: { __name__: 'a', s: 'x' }, values: [1] },
    { labels: { __name__: 'a', s: 'y' }, values: [2] },
    { labels: { __name__: 'b', s: 'y' }, values: [3] },
    { labels: { __name__: 'b', s: 'z' }, values: [4] },
  ]);
  assert.deepEqual(values(store, 'a and b', 0), { 'a y': 2 });
  assert.deepEqual(values(store, 'a unless b', 0), { 'a x': 1 });
  assert.deepEqual(values(store, 'a or b', 0), { 'a x': 1, 'a y': 2, 'b z': 4 });
  assert.deepEqual(values(store, 'a and on() (b > 3)', 0), { 'a x': 1, 'a y': 2 });
});

test('aggregations, functions and numbers', () => {
  const store = loadSeries(60, [
    { labels: { __name__: 'a', s: 'x' }, values: [1, 3, 8] },
    { labels: { __name__: 'a', s: 'y' }, values: [2, -4, -6] },
  ]);
  const at = (query: string) => values(store, query, 120, 'closed');
  assert.deepEqual(at('sum(a)'), { '': 2 });
  assert.deepEqual(at('max by (s) (a)'), { x: 8, y: -6 });
  assert.deepEqual(at('avg(a)'), { '': 1 });
  assert.deepEqual(at('count(a) + 1'), { '': 3 });
  assert.deepEqual(at('abs(a)'), { x: 8, y: 6 });
  assert.deepEqual(at('topk(1, a)'), { 'a x': 8 });
  assert.deepEqual(at('quantile(0.5, a)'), { '': 1 });
  assert.deepEqual(at('clamp_min(a, 0)'), { x: 8, y: 0 });
  assert.deepEqual(at('max_over_time(a[2m])'), { x: 8, y: 2 });
  assert.deepEqual(at('avg_over_time(a[2m])'), { x: 4, y: -8 / 3 });
  assert.deepEqual(at('max_over_time(sum(a)[2m:1m])'), { '': 3 });
  assert.deepEqual(at('scalar(sum(a)) * 2'), 4);
  assert.deepEqual(at('2 > bool 1'), 1);
  assert.deepEqual(at('absent(b{s="q"})'), { q: 1 });
  assert.deepEqual(at('a{s!="x"} % 4'), { y: -2 });
  assert.deepEqual(at('time()'), 120);
});

test('a quantile lies in its bucket by proportion', () => {
  const buckets = [
    { upperBound: 0.1, count: 50 },
    { upperBound: 0.25, count: 90 },
    { upperBound: Infinity, count: 100 },
  ];
  assert.equal(histogramQuantile(0.5, buckets), 0.1);
  assert.equal(histogramQuantile(0.7, buckets), 0.1 + 0.15 * 0.5);
  assert.equal(histogramQuantile(0.95, buckets), 0.25);
  assert.equal(histogramQuantile(0.25, buckets), 0.05);
  assert.equal(histogramQuantile(1.1, buckets), Infinity);
  assert.equal(histogramQuantile(0.5, buckets.slice(0, 2)), NaN);
  assert.equal(
    histogramQuantile(
      0.5,
      buckets.map((one) => ({ ...one, count: 0 })),
    ),
    NaN,
  );
  const store = loadSeries(
    60,
    buckets.map(({ upperBound, count }) => ({
      labels: {
        __name__: 'a_bucket',
        le: upperBound === Infinity ? '+Inf' : String(upperBound),
        s: 'x',
      },
      values: [0, count],
    })),
  );
  near(values(store, 'histogram_quantile(0.7, sum by (le) (rate(a_bucket[1m])))', 60, 'closed'), {
    '': 0.175,
  });
  near(values(store, 'histogram_quantile(0.7, a_bucket)', 60), { x: 0.175 });
});
