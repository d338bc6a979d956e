import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2019 } from 'ajv/dist/2019.js';
import {
  faultSentence,
  keepsRule,
  ODCS_SCHEMA,
  readContract,
  readYamlDocument,
  slaUnit,
  teamMembers,
} from '#formats';
import { SKELETON } from './contract-text.ts';

const FILE = 'contracts/applications.odcs.yaml';

/** What is said of the skeleton with one piece of text replaced by another. */
function said(from: string, to: string): string[] {
  const text = SKELETON.replace(from, to);
  assert.notEqual(text, SKELETON, 'the text to replace stands in the skeleton');
  const read = readContract(text, FILE);
  return (read.faults ?? []).map(faultSentence);
}

test('the skeleton of the blueprint is a contract', () => {
  const read = readContract(SKELETON, FILE, 'v3.1.0');
  assert.ok(read.value);
  assert.equal(read.value.schema?.[0]?.properties?.length, 4);
  assert.deepEqual(teamMembers(read.value), [
    { username: 'ines@harborlight.example', role: 'owner' },
  ]);
});

/** Corruptions of one field, each with what is said of it. */
const CORRUPTIONS: readonly (readonly [from: string, to: string, said: string])[] = [
  [
    'kind: DataContract\n',
    '',
    `${FILE}, line 1, kind: found nothing; the format wants the key "kind", which is required`,
  ],
  [
    'v3.1.0',
    'v3.1',
    `${FILE}, line 1, apiVersion: found the text "v3.1"; the format wants one of "v3.1.0", "v3.0.2", "v3.0.1", "v3.0.0", "v2.2.2", "v2.2.1", "v2.2.0"`,
  ],
  [
    'version: 1.0.0',
    'version: 1.0',
    `${FILE}, line 5, version: found the number 1; the format wants text`,
  ],
  [
    'domain:',
    'domian:',
    `${FILE}, line 7, domian: found the key "domian"; the format wants no key of that name here`,
  ],
  [
    'role: owner',
    'rolle: owner',
    `${FILE}, line 9, team.members[0].rolle: found the key "rolle"; the format wants no key of that name here`,
  ],
  [
    '{channel: "#credit-data", tool: slack}',
    '{tool: slack}',
    `${FILE}, line 10, support[0].channel: found nothing; the format wants the key "channel", which is required`,
  ],
  [
    'logicalType: integer',
    'logicalType: int',
    `${FILE}, line 20, schema[0].properties[2].logicalType: found the text "int"; the format wants one of "string", "date", "timestamp", "time", "integer", "number", "boolean", "object", "array"`,
  ],
  [
    '{minimum: 300, maximum: 850}',
    '{minimum: 300, pattern: x}',
    `${FILE}, line 20, schema[0].properties[2].logicalTypeOptions.pattern: found the key "pattern"; the format wants no key of that name here`,
  ],
  [
    'mustBeGreaterThan: 100',
    'mustBeGreaterThan: 100, mustBe: 3',
    `${FILE}, line 28, schema[0].quality[0]: found a mapping; the format wants exactly one of the keys mustBe, mustNotBe, mustBeGreaterThan, mustBeGreaterOrEqualTo, mustBeLessThan, mustBeLessOrEqualTo, mustBeBetween, mustNotBeBetween`,
  ],
  [
    'metric: rowCount',
    'metric: rows',
    `${FILE}, line 28, schema[0].quality[0].metric: found the text "rows"; the format wants one of "nullValues", "missingValues", "invalidValues", "duplicateValues", "rowCount"`,
  ],
  [
    'dimension: coverage',
    'dimension: size',
    `${FILE}, line 28, schema[0].quality[0].dimension: found the text "size"; the format wants one of "accuracy", "completeness", "conformity", "consistency", "coverage", "timeliness", "uniqueness"`,
  ],
  [
    'value: 8',
    'value: [8]',
    `${FILE}, line 33, slaProperties[0].value: found a list; the format wants text or a number or true or false or null`,
  ],
];

for (const [from, to, expected] of CORRUPTIONS) {
  test(`"${to.trim() || `no ${from.trim()}`}" is told with its place and what is wanted`, () => {
    assert.deepEqual(said(from, to), [`${expected}.`]);
  });
}

test('our reader and Ajv agree on the skeleton and on every corruption of it', () => {
  const ajv = new Ajv2019({ strict: false, formats: { date: true, 'date-time': true } });
  const validate = ajv.compile(ODCS_SCHEMA);
  const valueOf = (text: string) => {
    return readYamlDocument(text, FILE, 'ruamel').value?.value;
  };
  assert.equal(validate(valueOf(SKELETON)), true);
  for (const [from, to] of CORRUPTIONS) {
    assert.equal(validate(valueOf(SKELETON.replace(from, to))), false, to);
  }
});

test('another version of the standard than the one that is wanted is told', () => {
  const read = readContract(SKELETON.replace('v3.1.0', 'v3.0.2'), FILE, 'v3.1.0');
  assert.deepEqual((read.faults ?? []).map(faultSentence), [
    `${FILE}, line 1, apiVersion: found the text "v3.0.2"; the format wants the text "v3.1.0".`,
  ]);
});

test('a rule is kept by its operator; the end points of a range do not keep it', () => {
  assert.equal(keepsRule({ mustBe: 0 }, 0), true);
  assert.equal(keepsRule({ mustBeLessThan: 15 }, 15), false);
  assert.equal(keepsRule({ mustBeBetween: [1, 3] }, 3), false);
  assert.equal(keepsRule({ mustNotBeBetween: [1, 3] }, 2), false);
  assert.equal(keepsRule({ mustBeGreaterThan: 100 }, 101), true);
});

test('units of service levels have one meaning in all their spellings', () => {
  assert.deepEqual(['d', 'Days', 'yr', 'years', 'wk', 'fortnight'].map(slaUnit), [
    'd',
    'd',
    'y',
    'y',
    'w',
    'fortnight',
  ]);
});
