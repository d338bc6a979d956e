import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  brokenRules,
  keepsRule,
  readCsv,
  slaUnit,
  teamMembers,
  type DataContract,
  type QualityRule,
  type SchemaProperty,
} from '#formats';

const CONTRACT: DataContract = {
  apiVersion: 'v3.1.0',
  id: 'loans',
  version: '1.0.0',
  status: 'active',
};

interface Given {
  readonly properties?: readonly SchemaProperty[];
  readonly quality?: readonly QualityRule[];
  readonly closed?: boolean;
}

function contractOf({ properties = [], quality = [], closed = false }: Given): DataContract {
  const customProperties = closed ? [{ property: 'additionalColumns', value: 'reject' }] : [];
  return { ...CONTRACT, schema: [{ name: 'loans', properties, quality, customProperties }] };
}

const broken = (given: Given, csv: string, sql?: (query: string) => number | undefined): string[] =>
  brokenRules(contractOf(given), readCsv(csv), {
    asOf: '2026-04-07T00:00:00Z',
    ...(sql ? { sql } : {}),
  }).map(({ kind, column, severity, observed }) => `${kind} ${column} ${severity} ${observed}`);

test('a column that is missing is one fault, and its other rules are not looked at', () => {
  const properties = [{ name: 'id', required: true, primaryKey: true, logicalType: 'integer' }];
  assert.deepEqual(broken({ properties }, 'key\n1\n1\n'), ['missing_column id error 1']);
});

test('unknown columns are welcome unless the contract closes the table', () => {
  const properties = [{ name: 'id' }];
  assert.deepEqual(broken({ properties }, 'id,extra\n1,2\n'), []);
  assert.deepEqual(broken({ properties, closed: true }, 'id,extra\n1,2\n'), [
    'unexpected_column extra error 1',
  ]);
});

test('an empty field breaks "required" and nothing else', () => {
  const property = {
    name: 'score',
    logicalType: 'integer',
    logicalTypeOptions: { minimum: 300, maximum: 850, pattern: '[3-8][0-9]{2}' },
    unique: true,
    required: true,
    quality: [{ metric: 'invalidValues', arguments: { validValues: [300, 850] }, mustBe: 0 }],
  };
  assert.deepEqual(broken({ properties: [property] }, 'id,score\n1,300\n2,\n3,\n4,850\n'), [
    'required score error 2',
  ]);
});

test('types are told by form: a whole number has no point, a truth value no capital, a time its Z', () => {
  const typed = (logicalType: string, values: readonly string[]) =>
    broken({ properties: [{ name: 'a', logicalType }] }, `a\n${values.join('\n')}\n`);
  assert.deepEqual(typed('integer', ['1', '-2', '3.0', '1e3']), ['type a error 2']);
  assert.deepEqual(typed('number', ['1', '.5', '1e3', 'NaN', '1;5']), ['type a error 2']);
  assert.deepEqual(typed('boolean', ['true', 'True', '1']), ['type a error 2']);
  assert.deepEqual(typed('timestamp', ['2026-04-07T00:00:00Z', '2026-04-07 00:00:00']), [
    'type a error 1',
  ]);
  assert.deepEqual(typed('date', ['2026-04-07', '7.4.2026']), ['type a error 1']);
});

test('both ends of a range are inside, and a pattern matches from end to end', () => {
  const ranged = {
    name: 'n',
    logicalType: 'number',
    logicalTypeOptions: { minimum: 300, maximum: 850 },
  };
  assert.deepEqual(broken({ properties: [ranged] }, 'n\n300\n850\n299.99\n850.01\n'), [
    'range n error 2',
  ]);
  const open = { ...ranged, logicalTypeOptions: { exclusiveMinimum: 300, exclusiveMaximum: 850 } };
  assert.deepEqual(broken({ properties: [open] }, 'n\n300\n850\n301\n'), ['range n error 2']);
  const formed = { name: 'id', logicalTypeOptions: { pattern: 'A-[0-9]{3}' } };
  assert.deepEqual(broken({ properties: [formed] }, 'id\nA-001\nxA-001\nA-0011\n'), [
    'pattern id error 2',
  ]);
});

test('a rule of a column counts, or takes the share of all rows', () => {
  const of = (rule: QualityRule, csv: string) =>
    broken({ properties: [{ name: 'c', quality: [rule] }] }, csv);
  const nulls = { metric: 'nullValues', unit: 'percent', severity: 'warning', mustBeLessThan: 50 };
  assert.deepEqual(of(nulls, 'id,c\n1,\n2,x\n'), ['nullValues c warning 50']);
  assert.deepEqual(of(nulls, 'id,c\n1,\n2,x\n3,y\n'), []);
  const missing = { metric: 'missingValues', arguments: { missingValues: ['', 'n/a'] }, mustBe: 0 };
  assert.deepEqual(of(missing, 'id,c\n1,n/a\n2,\n3,x\n'), ['missingValues c error 2']);
  const valid = { metric: 'invalidValues', arguments: { validValues: ['DE', 'SE'] }, mustBe: 0 };
  assert.deepEqual(of(valid, 'id,c\n1,DE\n2,Se\n3,\n'), ['enum c error 1']);
});

test('rules of the table: rows, rows that stand twice by their keys, and queries', () => {
  const csv = 'customer,at\nC-1,a\nC-1,a\nC-1,b\n';
  const quality = [
    { metric: 'rowCount', mustBeGreaterThan: 3 },
    { metric: 'duplicateValues', arguments: { properties: ['customer', 'at'] }, mustBe: 0 },
    { type: 'sql', query: 'SELECT 7', mustBe: 0, severity: 'warning' },
  ];
  assert.deepEqual(
    broken({ quality }, csv, () => 7),
    ['rowCount null error 3', 'duplicateValues null error 1', 'sql null warning 7'],
  );
  assert.deepEqual(broken({ quality }, csv), [
    'rowCount null error 3',
    'duplicateValues null error 1',
  ]);
});

test('a table is stale when its newest time is older than the service level', () => {
  const level = { property: 'latency', value: 8, unit: 'days', element: 'loans.at' };
  const contract = { ...contractOf({ properties: [{ name: 'at' }] }), slaProperties: [level] };
  const age = (asOf: string) =>
    brokenRules(contract, readCsv('at\n2026-03-20T00:00:00Z\n2026-03-30T00:00:00Z\n'), { asOf });
  assert.deepEqual(age('2026-04-07T00:00:00Z'), []);
  assert.deepEqual(age('2026-04-07T12:00:00Z'), [
    { kind: 'latency', column: 'at', severity: 'error', observed: 8.5 },
  ]);
});

test('a rule has one operator, and "between" leaves its ends out', () => {
  assert.ok(keepsRule({ mustBe: '0' }, 0));
  assert.ok(!keepsRule({ mustNotBe: 3 }, 3));
  assert.ok(!keepsRule({ mustBeGreaterThan: 100 }, 100));
  assert.ok(keepsRule({ mustBeGreaterOrEqualTo: 100 }, 100));
  assert.ok(!keepsRule({ mustBeLessThan: 15 }, 15));
  assert.ok(keepsRule({ mustBeLessOrEqualTo: 15 }, 15));
  assert.deepEqual(
    [1, 2, 3].map((n) => keepsRule({ mustBeBetween: [1, 3] }, n)),
    [false, true, false],
  );
  assert.deepEqual(
    [1, 2, 3].map((n) => keepsRule({ mustNotBeBetween: [1, 3] }, n)),
    [true, false, true],
  );
  assert.ok(keepsRule({}, 42));
});

test('units are read in every spelling, and a team in both forms', () => {
  assert.deepEqual(['Days', 'wk', ' h ', 'fortnight'].map(slaUnit), ['d', 'w', 'h', 'fortnight']);
  const members = [{ username: 'ines', role: 'owner' }];
  assert.deepEqual(teamMembers({ ...CONTRACT, team: members }), members);
  assert.deepEqual(teamMembers({ ...CONTRACT, team: { members } }), members);
  assert.deepEqual(teamMembers(CONTRACT), []);
});
