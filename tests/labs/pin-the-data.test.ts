import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { params, tables } from '../../labs/pin-the-data/generate.ts';
import { linesOf, tableFault } from '../../labs/pin-the-data/table-lines.ts';

const SEEDS = Array.from({ length: 12 }, (_, i) => `pin-the-data-learner-${i}`);

test('every learner has tables of their own, with 3,000 and 250 applications and an outcome for each', () => {
  const { january, april, outcomes } = tables(SEEDS[0] ?? '');
  assert.deepEqual(
    [january, april, outcomes].map((text) => linesOf(text).length),
    [3001, 251, 3251],
  );
  assert.notEqual(january, tables(SEEDS[1] ?? '').january);
});

test('parameters are drawn from three values each', () => {
  const drawn = SEEDS.map(params);
  assert.deepEqual([...new Set(drawn.map(({ holdoutPct }) => holdoutPct))].sort(), [15, 20, 25]);
  assert.deepEqual([...new Set(drawn.map(({ l2 }) => l2))].sort(), ['0.5', '1.0', '2.0']);
});

test('a table is judged by its rows in any order', () => {
  const rows = ['A-1,5', 'A-2,6'];
  assert.equal(tableFault(['id,x', 'A-2,6', 'A-1,5'], 'id,x', rows), undefined);
  const fault = (...found: string[]) => tableFault(found, 'id,x', rows);
  assert.match(fault('A-1,5', 'A-2,6') ?? '', /does not begin with its header/);
  assert.match(fault('id,x', 'A-1,5', 'id,x', 'A-2,6') ?? '', /header of the second file/);
  assert.match(fault('id,x', 'A-1,5', 'A-1,5', 'A-2,6') ?? '', /stand twice/);
  assert.match(fault('id,x', 'A-1,5') ?? '', /A-2 is missing/);
  assert.match(
    fault('id,x', 'A-1,5', 'A-2,6', 'A-3,7') ?? '',
    /A-3 of data-v2 is in neither table/,
  );
});

test('the model’s code in starters is Harborlight’s own, to the byte', () => {
  const own = readFileSync('src/harborlight/python/loan_default.py', 'utf8');
  const copies = readdirSync('labs', { recursive: true, encoding: 'utf8' }).filter((path) =>
    /^[^/]+\/starter\/.*\bloan_default\.py$/.test(path),
  );
  assert.ok(copies.includes('pin-the-data/starter/src/loan_default.py'));
  for (const path of copies) assert.equal(readFileSync(`labs/${path}`, 'utf8'), own, path);
});
