import assert from 'node:assert/strict';
import { test } from 'node:test';
import { yamlSurprises } from '#formats';

test('scalars that Python’s yaml reads otherwise are told with path and line', () => {
  const text = 'a: 1\ncountries:\n  - NO\n  - "NO"\nat: 12:30\non_call: on\nschema: 2.0\n';
  assert.deepEqual(yamlSurprises(text, 'a.yaml'), [
    { path: 'countries[0]', line: 3, read12: 'NO', read11: false },
    { path: 'at', line: 5, read12: '12:30', read11: 750 },
    { path: 'on_call', line: 6, read12: 'on', read11: true },
  ]);
});

test('what is not YAML has no surprises', () => {
  assert.deepEqual(yamlSurprises('a: [', 'a.yaml'), []);
});
