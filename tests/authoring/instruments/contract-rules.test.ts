import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DataContract } from '#formats';
import {
  BEGINNINGS,
  readDraft,
  textOf,
} from '../../../src/components/lesson/contract-rules/draft.ts';
import {
  countRows,
  enforce,
  fileTable,
} from '../../../src/components/lesson/contract-rules/enforce.ts';
import { FILES } from '../../../src/components/lesson/contract-rules/files.ts';

test('what each contract makes of each file', () => {
  const verdicts = BEGINNINGS.map(({ id }) => {
    const contract = readDraft(textOf(id)) as DataContract;
    return [id, ...FILES.map((file) => enforce(contract, fileTable(file.id)).verdict)];
  });
  assert.deepEqual(
    FILES.map(({ id }) => id),
    ['clean', 'renamed', 'nulls', 'range', 'debt', 'twice'],
  );
  assert.deepEqual(verdicts, [
    ['types', 'pass', 'fail', 'pass', 'pass', 'pass', 'pass'],
    ['bounds', 'pass', 'fail', 'pass', 'fail', 'pass', 'fail'],
    ['rules', 'pass', 'fail', 'warn', 'fail', 'fail', 'fail'],
  ]);
});

test('the broken rules name kind, column and what was measured', () => {
  const contract = readDraft(textOf('rules')) as DataContract;
  const [nulls] = enforce(contract, fileTable('nulls')).broken;
  assert.ok(nulls);
  assert.deepEqual([nulls.kind, nulls.severity], ['nullValues', 'warning']);
  assert.ok(nulls.observed > 15);
  assert.deepEqual(
    enforce(contract, fileTable('renamed')).broken.map(({ kind, column }) => [kind, column]),
    [['missing_column', 'income_month_eur']],
  );
});

test('a query counts rows by two columns or a number, and any other is not run', () => {
  const table = {
    columns: ['a', 'b'],
    rows: [
      ['2', '1'],
      ['1', '2'],
      ['', '0'],
      ['900', '1200'],
    ],
  };
  const count = (where: string) => countRows(`SELECT COUNT(*) FROM t WHERE ${where}`, table);
  assert.equal(count('a > b'), 1);
  assert.equal(count('a < b'), 2);
  assert.equal(count('a >= 2'), 2);
  assert.equal(count('a > c'), undefined);
  assert.equal(countRows('SELECT 1', table), undefined);
});

test('what is wrong with a text is said where it is wrong', () => {
  assert.match(
    (readDraft('{"a": 1,') as string[])[0] ?? '',
    /^applications\.odcs\.json, line 1: found something that is not JSON/,
  );
  const named = textOf('bounds').replace('"minimum"', '"pattern": "x", "minimum"');
  assert.match(
    (readDraft(named) as string[]).join(' '),
    /schema\[0\]\.properties\[3\]\.logicalTypeOptions/,
  );
  const pattern = textOf('bounds').replace('^A-[0-9]{6}$', '(');
  assert.match(
    (readDraft(pattern) as string[])[0] ?? '',
    /the pattern "\(" is no regular expression/,
  );
});
