import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metricsIn } from '../../src/components/workbench/chart/metrics.ts';
import { viewsOf } from '../../src/components/workbench/file-views.ts';

const text = (value: unknown) => JSON.stringify(value);

test('numbers at any depth are named by their place, and rates share one scale', () => {
  assert.deepEqual(
    metricsIn(
      text({ auc: 0.75, slices: { DE: { auc: 0.5, rows: 300 }, SE: { rows: 150 } }, by: [1] }),
    ),
    [
      { name: 'auc', value: 0.75, share: 0.75, isNegative: false },
      { name: 'slices.DE.auc', value: 0.5, share: 0.5, isNegative: false },
      { name: 'slices.DE.rows', value: 300, share: 1, isNegative: false },
      { name: 'slices.SE.rows', value: 150, share: 0.5, isNegative: false },
    ],
  );
  assert.deepEqual(metricsIn(text({ drift: -2 })), [
    { name: 'drift', value: -2, share: 1, isNegative: true },
  ]);
});

test('what is no metrics file has no chart', () => {
  assert.deepEqual(metricsIn('{ "auc": 0.7'), []);
  assert.deepEqual(metricsIn('[1, 2]'), []);
  assert.deepEqual(metricsIn('3'), []);
  const many = Object.fromEntries(Array.from({ length: 61 }, (_, i) => [`c${i}`, i]));
  assert.deepEqual(metricsIn(text(many)), []);
});

test('each kind of file is offered the views that fit it', () => {
  const file = (content: string) => ({ kind: 'text', text: content }) as const;
  assert.deepEqual(viewsOf('a.py', file('x')), ['text']);
  assert.deepEqual(viewsOf('README.md', file('# a')), ['page', 'text']);
  assert.deepEqual(viewsOf('new.md', file('')), ['text']);
  assert.deepEqual(viewsOf('a.csv', file('a,b\n')), ['text', 'table']);
  assert.deepEqual(viewsOf('a.csv', { kind: 'large', sizeBytes: 4_000_000 }), ['table']);
  assert.deepEqual(viewsOf('a.csv', { kind: 'large', sizeBytes: 80_000_000 }), []);
  assert.deepEqual(viewsOf('a.csv', { kind: 'binary', sizeBytes: 10 }), []);
  assert.deepEqual(viewsOf('metrics.json', file('{"auc": 0.8}')), ['text', 'chart']);
  assert.deepEqual(viewsOf('package.json', file('{"name": "x"}')), ['text']);
});
