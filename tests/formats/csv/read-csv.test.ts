import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvRecords, readCsv } from '#formats';

test('quotes, line ends and a byte order mark are spelling, not data', () => {
  const plain = readCsv('id,name\n1,Ada\n2,\n');
  assert.deepEqual(readCsv('\ufeff"id","name"\r\n1,"Ada"\r\n2,\r\n'), plain);
  assert.deepEqual(csvRecords(plain), [
    { id: '1', name: 'Ada' },
    { id: '2', name: '' },
  ]);
});

test('a quoted field may hold commas, quotes and line ends', () => {
  assert.deepEqual(readCsv('a,b\n"x, ""y""","1\n2"\n').rows, [['x, "y"', '1\n2']]);
});

test('a row of another length and an open quote are errors that say so', () => {
  assert.throws(() => readCsv('a,b\n1,2\n3\n'), /row 2 has 1 fields, and the header has 2/);
  assert.throws(() => readCsv('a\n"1\n'), /quoted field is not closed/);
});
