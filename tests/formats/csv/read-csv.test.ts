import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvRecords, parseCsv, readCsv } from '#formats';

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

test('what can be read of a broken file is read, and each fault has its line', () => {
  assert.deepEqual(parseCsv('a,b\n1\n"x"y,2\n\n"3\n4'), {
    columns: ['a', 'b'],
    rows: [['1'], ['xy', '2'], ['3\n4']],
    lines: [2, 3, 5],
    faults: [
      { line: 3, what: 'something stands between a closing quote and the next comma' },
      { line: 5, what: 'a quoted field is not closed' },
    ],
  });
  assert.throws(() => readCsv('a\n"1"2\n'), /^SyntaxError: line 2: something stands between/);
});

test('an empty quoted field is a row of its own; an empty line is none; another delimiter may be told', () => {
  assert.deepEqual(parseCsv('a\tb\n""\t1,5\n', '\t').rows, [['', '1,5']]);
  assert.deepEqual(parseCsv('a\n\n1\n').rows, [['1']]);
  assert.deepEqual(parseCsv('a\n\n1\n2\n').lines, [3, 4]);
  assert.deepEqual(parseCsv('a\n"1\n1"\n\n2\n').lines, [2, 5]);
  assert.deepEqual(parseCsv('a,b\r\n1,""\r\n').rows, [['1', '']]);
});
