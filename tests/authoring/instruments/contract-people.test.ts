import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readContract } from '#formats';
import {
  contractOf,
  EMPTY_DRAFT,
  houseGaps,
  PARTS,
  rulings,
  standardFaults,
  yamlText,
  type Draft,
} from '../../../src/components/lesson/contract-people/contract.ts';

const strong: Draft = {
  ...EMPTY_DRAFT,
  apiVersion: 'v3.1.0',
  ...Object.fromEntries(PARTS.map(({ id, candidates }) => [id, candidates.at(-1)?.text ?? ''])),
};
const weak: Draft = {
  ...strong,
  ...Object.fromEntries(PARTS.map(({ id, candidates }) => [id, candidates[0]?.text ?? ''])),
};

test('the draft begins with a version that the standard does not know', () => {
  const faults = standardFaults(EMPTY_DRAFT);
  assert.equal(faults.length, 1);
  assert.match(
    faults[0] ?? '',
    /^applications\.odcs\.yaml, apiVersion: found the text "v3\.1"; the format wants one of "v3\.1\.0"/,
  );
});

test('a contract without a purpose is valid by the standard and not by the house', () => {
  assert.deepEqual(standardFaults({ ...EMPTY_DRAFT, apiVersion: 'v3.1.0' }), []);
  assert.deepEqual(houseGaps({ ...strong, purpose: ' ' }), ['description.purpose']);
  assert.deepEqual(houseGaps(strong), []);
});

test('required keys that are emptied are missed by name', () => {
  assert.match(
    standardFaults({ ...strong, status: '' })[0] ?? '',
    /the key "status", which is required/,
  );
});

test('the weak lines settle nothing, the strong ones all five requests', () => {
  assert.deepEqual(
    rulings(weak).map(({ settled, isYours }) => [settled, isYours]),
    Array.from({ length: 5 }, () => [undefined, false]),
  );
  assert.ok(rulings(strong).every(({ settled }) => settled !== undefined));
});

test('a text of one’s own is left to the reader, unless another line settles the request', () => {
  const own = rulings({ ...strong, purpose: 'Score applications.' });
  assert.deepEqual(
    own.map(({ request, settled, isYours }) => [request.id, settled !== undefined, isYours]),
    [
      ['campaign', true, false],
      ['second-model', false, true],
      ['label', true, false],
      ['night', true, false],
      ['who', true, false],
    ],
  );
});

test('the YAML that is shown reads back as the contract, whatever is typed', () => {
  for (const purpose of [
    '',
    'yes',
    '#1: all',
    'it\'s "x"',
    '- a',
    '1.0',
    'null',
    'a: b',
    'ü',
    ' x ',
    '{a}',
    '*x',
  ]) {
    const draft = { ...strong, purpose, support: purpose || '#c', owner: purpose || 'x@y' };
    const text = yamlText(contractOf(draft));
    assert.deepEqual(parse(text), contractOf(draft), JSON.stringify(purpose));
  }
  assert.equal(readContract(yamlText(contractOf(strong)), 'c.yaml', 'v3.1.0').faults, undefined);
});
