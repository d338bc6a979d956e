import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { applicationsCsv, fnv1a, outcomesCsv, Random, table } from '#harborlight';

// The values below come from the normative Python generator (curriculum.md 3.2), not from this port.
const SEED = 'harborlight-1';
const TRAIN = { rows: 3000, first: 1, startDay: 0, spanDays: 84 };
const APRIL = { rows: 250, first: 4001, startDay: 84, spanDays: 7 };

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

test('the random numbers of seed 1 are those of mulberry32', () => {
  const random = new Random(1);
  assert.deepEqual([random.u32(), random.u32(), random.u32()], [2693262067, 11749833, 2265367787]);
});

test('words become a seed by FNV-1a', () => {
  assert.equal(fnv1a('harborlight-1/train'), 1968701862);
});

test('the train table is the published one, byte by byte', () => {
  const csv = applicationsCsv(table('train', SEED, TRAIN));
  assert.equal(csv.length, 425_929);
  assert.equal(md5(csv), '9f356cb81300c9da632089b420cb45da');
  assert.equal(
    csv.split('\n')[1],
    'A-000001,2026-03-18T10:07:01Z,C-01028,DE-12513-4,user1028@example.test,2004-02-13,DE,web,' +
      'retired,1255.00,336.00,2020.00,12,628,0,0.430,true',
  );
});

test('the holdout table and the April drop are the published ones', () => {
  const range = { rows: 1000, first: 3001, startDay: 84, spanDays: 28 };
  const holdout = applicationsCsv(table('holdout', SEED, range));
  assert.equal(md5(holdout), 'c47a913a5a75f95a2f01a95c0e6d94b8');
  const april = applicationsCsv(table('april', SEED, APRIL));
  assert.equal(md5(april), 'afe5b1600d7d4ffae1a4609ce8541bf1');
});

test('train with April appended has one header and the published digest', () => {
  const all = [...table('train', SEED, TRAIN), ...table('april', SEED, APRIL)];
  assert.equal(md5(applicationsCsv(all)), 'd85e89769e24a117c6ae8b6ca98da128');
});

test('the outcomes of train are the published ones', () => {
  const csv = outcomesCsv(table('train', SEED, TRAIN));
  assert.equal(csv.length, 33_029);
  assert.equal(md5(csv), '890c667a2502ab0d2ad6a034aa22bf75');
});

test('a shuffle keeps every item and leaves the input alone', () => {
  const items = [1, 2, 3, 4, 5];
  const shuffled = new Random('shuffle').shuffled(items);
  assert.deepEqual([...shuffled].sort(), items);
  assert.deepEqual(items, [1, 2, 3, 4, 5]);
});

test('the largest table is drawn and written in under a second', () => {
  const startedAt = performance.now();
  applicationsCsv(table('train', 'harborlight-2', TRAIN));
  assert.ok(performance.now() - startedAt < 1000);
});
