import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCsv } from '#formats';
import {
  keyColumns,
  tableDifference,
} from '../../src/components/workbench/table/table-difference.ts';

const csv = (...lines: string[]) => parseCsv(`${lines.join('\n')}\n`);
const MINE = csv('country,application_id,amount', 'DE,A-1,100', 'SE,A-2,200', 'SE,A-3,300');

test('the order of rows and columns is no difference', () => {
  const theirs = csv('amount,country,application_id', '300,SE,A-3', '100,DE,A-1', '200,SE,A-2');
  const { rows, same, keys } = tableDifference(MINE, theirs);
  assert.deepEqual({ rows, same, keys }, { rows: [], same: 3, keys: ['application_id'] });
});

test('rows are told by key columns as only here, only there, or changed', () => {
  const theirs = csv('country,application_id,amount', 'DE,A-1,100', 'SE,A-2,250', 'PL,A-4,400');
  assert.deepEqual(tableDifference(MINE, theirs).rows, [
    { kind: 'changed', cells: ['SE', 'A-2', '200'], theirs: ['SE', 'A-2', '250'] },
    { kind: 'only-mine', cells: ['SE', 'A-3', '300'] },
    { kind: 'only-theirs', cells: ['PL', 'A-4', '400'] },
  ]);
});

test('a column that only one has is told, and every row that it alters', () => {
  const theirs = csv(
    'country,application_id,amount,flag',
    'DE,A-1,100,1',
    'SE,A-2,200,',
    'SE,A-3,300,',
  );
  const { columns, onlyMine, onlyTheirs, rows, same } = tableDifference(MINE, theirs);
  assert.deepEqual(columns, ['country', 'application_id', 'amount', 'flag']);
  assert.deepEqual([onlyMine, onlyTheirs, same], [[], ['flag'], 2]);
  assert.deepEqual(rows, [
    { kind: 'changed', cells: ['DE', 'A-1', '100', ''], theirs: ['DE', 'A-1', '100', '1'] },
  ]);
});

test('a key is an id before another column, two columns where one is not enough, else nothing', () => {
  assert.deepEqual(keyColumns(MINE, MINE), ['application_id']);
  const daily = csv('day,country,count', '1,DE,5', '1,SE,5', '2,DE,5');
  assert.deepEqual(keyColumns(daily, daily), ['day', 'country']);
  const twice = csv('a,b', '1,1', '1,1');
  assert.deepEqual(keyColumns(twice, twice), []);
});

test('without a key whole rows are told apart, and one that stands twice counts twice', () => {
  const { rows, same } = tableDifference(csv('a', '1', '1', '2'), csv('a', '1', '3'));
  assert.equal(same, 1);
  assert.deepEqual(rows, [
    { kind: 'only-mine', cells: ['1'] },
    { kind: 'only-mine', cells: ['2'] },
    { kind: 'only-theirs', cells: ['3'] },
  ]);
});

test('a row with an empty key is told apart as a whole', () => {
  const { rows } = tableDifference(csv('id,n', '1,a', ',b'), csv('id,n', '1,a', ',c'), ['id']);
  assert.deepEqual(rows, [
    { kind: 'only-mine', cells: ['', 'b'] },
    { kind: 'only-theirs', cells: ['', 'c'] },
  ]);
});
