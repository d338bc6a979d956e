import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PLACES } from '../../../src/components/lesson/lineage-graph/graph-places.ts';
import {
  DATASETS,
  hasAmount,
  sayWhy,
  walk,
  type Walk,
} from '../../../src/components/lesson/lineage-graph/impact-walk.ts';
import {
  BAD,
  COLUMN_EDGES,
  RUNS,
} from '../../../src/components/lesson/lineage-graph/recorded-runs.ts';
import { lessonText, listing } from '../lessons/stated.ts';

const EVER: Walk = { start: BAD.dataset, byTime: false, byColumn: false, indirect: true };
const lesson = lessonText('data-governance-that-survives-an-audit', 'lineage-you-can-query');

test('the runs and edges are those that the lesson lists', () => {
  const runs = RUNS.map(
    ({ time, job, inputs, outputs }) =>
      `${time} ${job}: ${inputs.join(', ')} -> ${outputs.join(', ')}\n`,
  );
  assert.equal(runs.join(''), listing(lesson, 'lineage/runs.txt'));
  const edges = COLUMN_EDGES.map(({ to, from, kind }) => `${to} <- ${from} ${kind}\n`);
  assert.equal(edges.join(''), listing(lesson, 'lineage/columns.txt'));
});

test('eight data sets are downstream; by time seven, by column six, by direct edges alone five', () => {
  const counts = [
    EVER,
    { ...EVER, byTime: true },
    { ...EVER, byTime: true, byColumn: true },
    { ...EVER, byTime: true, byColumn: true, indirect: false },
  ].map((settings) => walk(settings).length);
  assert.deepEqual(counts, [8, 7, 6, 5]);
});

test('the walk goes breadth first, each data set once, and never upstream', () => {
  assert.deepEqual(
    walk(EVER).map(({ dataset, steps }) => `${steps} ${dataset}`),
    [
      '1 silver/applications',
      '1 marts/marketing_leads',
      '2 gold/features',
      '2 marts/partner_report',
      '2 marts/channel_mix',
      '3 decisions/2026-04-05',
      '3 decisions/2026-04-06',
      '3 models/loan-default@6',
    ],
  );
  assert.deepEqual(walk({ ...EVER, start: 'decisions/2026-04-06' }), []);
  assert.equal(walk({ ...EVER, start: 'inbox/applications_2026-04' }).length, 9);
});

test('each data set has a place, and a reason', () => {
  assert.equal(DATASETS.length, 12);
  assert.deepEqual(Object.keys(PLACES).sort(), [...DATASETS].sort());
  const settings: Walk = { ...EVER, byTime: true, byColumn: true, indirect: false };
  const reached = walk(settings);
  const why = (dataset: string) => sayWhy(dataset, settings, reached);
  assert.equal(why('bronze/applications'), 'the walk starts here');
  assert.equal(why('gold/features'), 'written by features on 04-06 02:20, step 2');
  assert.equal(
    why('marts/marketing_leads'),
    'a filter used the amount, and indirect edges are left out',
  );
  assert.equal(why('marts/channel_mix'), 'no column of it depends on the amount');
  assert.equal(why('decisions/2026-04-05'), 'written before the file came');
  assert.equal(why('bronze/outcomes'), 'nothing that was read leads to it');
});

test('a walk by column starts where there is an amount', () => {
  assert.deepEqual(DATASETS.filter((dataset) => !hasAmount(dataset)).sort(), [
    'bronze/outcomes',
    'decisions/2026-04-05',
    'inbox/applications_2026-04',
    'marts/channel_mix',
    'models/loan-default@3',
  ]);
  const start = 'bronze/outcomes';
  assert.deepEqual(walk({ ...EVER, start, byColumn: true }), walk({ ...EVER, start }));
});
