import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultSentence, histogramFault, readExposition } from '#formats';

const TEXT = `# HELP requests_total Requests.
# TYPE requests_total counter
requests_total{code="200",path="a\\"b,}"} 3
requests_total{code="500",} 1 1712000000000
# TYPE t_seconds histogram
t_seconds_bucket{le="0.1"} 2
t_seconds_bucket{le="+Inf"} 3
t_seconds_sum 0.5
t_seconds_count 3
`;

test('names, labels with escapes, values, times and types are read', () => {
  const { value } = readExposition(TEXT, '/metrics');
  assert.deepEqual(value?.samples.slice(0, 2), [
    { name: 'requests_total', labels: { code: '200', path: 'a"b,}' }, value: 3 },
    { name: 'requests_total', labels: { code: '500' }, value: 1 },
  ]);
  assert.deepEqual(value.types, { requests_total: 'counter', t_seconds: 'histogram' });
  assert.equal(histogramFault(value, 't_seconds'), undefined);
});

test('a line that is no sample is a fault with its line', () => {
  const { faults } = readExposition('a 1\nb{c=d} 2\n', '/metrics');
  assert.deepEqual((faults ?? []).map(faultSentence), [
    '/metrics, line 2: found "b{c=d} 2"; the format wants a name, labels in braces, and a number.',
  ]);
});

test('what is wrong with a histogram is said', () => {
  const faultOf = (from: string, to: string) => {
    const { value } = readExposition(TEXT.replace(from, to), '/metrics');
    return value && histogramFault(value, 't_seconds');
  };
  assert.match(faultOf('"0.1"} 2', '"0.1"} 5') ?? '', /not cumulative/);
  assert.match(faultOf('le="+Inf"', 'le="5"') ?? '', /do not end in le="\+Inf"/);
  assert.match(faultOf('count 3', 'count 4') ?? '', /t_seconds_count is 4, and the bucket/);
});
