import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ageBand, pseudonym, silverRow, SILVER_COLUMNS, table } from '#harborlight';

const KEY = { key: 'lab-key-2026-04', kid: 'k2' };

test('the golden token of the blueprint', () => {
  assert.equal(pseudonym(KEY, 'C-01028'), 'k2.ab2b650cd31bca19');
  assert.notEqual(pseudonym(KEY, 'C-01028', 'ledger'), 'k2.ab2b650cd31bca19');
});

test('age bands go by calendar years', () => {
  const ages = [18, 24, 25, 34, 35, 44, 45, 54, 55, 64, 65, 75];
  assert.deepEqual(
    ages.map((age) => ageBand('2026-03-18T10:07:01Z', `${2026 - age}-12-31`)),
    [
      '18-24',
      '18-24',
      '25-34',
      '25-34',
      '35-44',
      '35-44',
      '45-54',
      '45-54',
      '55-64',
      '55-64',
      '65+',
      '65+',
    ],
  );
});

test('silver of harborlight-1 has 139 classes, 58 of 3,000 rows in classes below five', () => {
  const rows = table('train', 'harborlight-1', { rows: 3000, first: 1, startDay: 0, spanDays: 84 });
  const sizes = new Map<string, number>();
  for (const { row } of rows) {
    const silver = silverRow(row, 'k2.0');
    const combination = [silver['country'], silver['age_band'], silver['employment']].join();
    sizes.set(combination, (sizes.get(combination) ?? 0) + 1);
  }
  const small = [...sizes.values()].filter((size) => size < 5);
  assert.equal(sizes.size, 139);
  assert.equal(
    small.reduce((a, b) => a + b, 0),
    58,
  );
});

test('a row of silver names nobody', () => {
  const [first] = table('train', 'harborlight-1', { rows: 1, first: 1, startDay: 0, spanDays: 84 });
  const silver = silverRow(first?.row ?? [], pseudonym(KEY, 'C-01028'));
  assert.deepEqual(Object.keys(silver), SILVER_COLUMNS);
  assert.equal(
    Object.values(silver).join(),
    'A-000001,2026-03-18T10:07:01Z,k2.ab2b650cd31bca19,DE,18-24,web,retired,1255.00,336.00,2020.00,12,628,0,0.430,true',
  );
});
