import assert from 'node:assert/strict';
import { test } from 'node:test';
import { selectRows, shownTable } from '../../src/components/workbench/table/csv-table.ts';

const TABLE = shownTable(
  '\uFEFFid,country,score\r\nA-1,DE,700\r\nA-2,PL,\r\nA-3,"SE, north",95.5\r\nA-4,de,1e3\r\n',
  'a.csv',
);

test('quotes, Windows line ends and a byte order mark are understood; numeric columns are told', () => {
  assert.deepEqual(TABLE.columns, ['id', 'country', 'score']);
  assert.deepEqual(TABLE.rows[2], ['A-3', 'SE, north', '95.5']);
  assert.deepEqual([...TABLE.numeric], [2]);
  assert.deepEqual(TABLE.faults, []);
});

test('a file that ends in .tsv is cut at tabs', () => {
  assert.deepEqual(shownTable('a\tb\n1,5\t2\n', 'x.TSV').rows, [['1,5', '2']]);
});

test('rows of another length and broken quotes are told, and shown all the same', () => {
  const uneven = shownTable('a,b\n1\n1,2\n', 'a.csv');
  assert.equal(uneven.rows.length, 2);
  assert.deepEqual(uneven.faults, ['1 of 2 rows has another number of cells than the first line.']);
  const [fault] = shownTable('a,b\n"1,2\n', 'a.csv').faults;
  assert.equal(fault, 'Line 2: a quoted field is not closed.');
});

const ids = (filters: readonly string[], sorting?: { column: number; isDescending: boolean }) =>
  selectRows(TABLE, filters, sorting).map(([id]) => id);

test('filters hold text, equality and order, and all must pass', () => {
  assert.deepEqual(ids(['', 'de']), ['A-1', 'A-4']);
  assert.deepEqual(ids(['', '=DE']), ['A-1']);
  assert.deepEqual(ids(['', '!= DE']), ['A-2', 'A-3', 'A-4']);
  assert.deepEqual(ids(['', '', '>= 95.5']), ['A-1', 'A-3', 'A-4']);
  assert.deepEqual(ids(['', '', '=']), ['A-2']);
  assert.deepEqual(ids(['', 'de', '>800']), ['A-4']);
});

test('numbers sort as numbers, empty cells last either way; the file’s order stays where nothing is asked', () => {
  assert.deepEqual(ids([], { column: 2, isDescending: false }), ['A-3', 'A-1', 'A-4', 'A-2']);
  assert.deepEqual(ids([], { column: 2, isDescending: true }), ['A-4', 'A-1', 'A-3', 'A-2']);
  assert.deepEqual(ids([], { column: 1, isDescending: false }), ['A-1', 'A-2', 'A-3', 'A-4']);
  assert.deepEqual(ids([]), ['A-1', 'A-2', 'A-3', 'A-4']);
});

test('three thousand rows are read and selected whole', () => {
  const lines = Array.from({ length: 3_000 }, (_, i) => `A-${i},${i % 7}`);
  const table = shownTable(`id,n\n${lines.join('\n')}\n`, 'a.csv');
  assert.equal(selectRows(table, ['', '=3'], undefined).length, 429);
});
