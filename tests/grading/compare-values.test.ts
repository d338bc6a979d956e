import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstDifference, isMapping, printedJson, readJsonText, shownJson } from '#grading';

test('keys in another order and keys beyond the expected ones are no difference', () => {
  assert.equal(
    firstDifference({ b: [1, 2], a: 'x', more: true }, { a: 'x', b: [1, 2] }),
    undefined,
  );
  assert.deepEqual(firstDifference({ a: 1, more: 2 }, { a: 1 }, { extraKeys: false }), {
    path: 'more',
    found: 2,
    expected: undefined,
  });
});

test('the place of a difference is told as a reader would write it', () => {
  const expected = { results: [{ kind: 'range' }, { kind: 'type' }] };
  assert.deepEqual(firstDifference({ results: [{ kind: 'range' }, { kind: 'enum' }] }, expected), {
    path: 'results[1].kind',
    found: 'enum',
    expected: 'type',
  });
  assert.equal(firstDifference({ results: [] }, expected)?.path, 'results');
  assert.deepEqual(firstDifference('x', 'y'), { path: '', found: 'x', expected: 'y' });
});

test('numbers agree within the tolerance, and NaN with nothing', () => {
  assert.equal(firstDifference(0.1 + 0.2, 0.3), undefined);
  assert.ok(firstDifference(1.00001, 1));
  assert.equal(firstDifference(1.00001, 1, { tolerance: 0.001 }), undefined);
  assert.ok(firstDifference(NaN, NaN));
  assert.ok(firstDifference('1', 1), 'a text is no number');
});

test('a missing key, null, a list and a mapping are four things', () => {
  assert.equal(firstDifference({}, { a: null })?.found, undefined);
  assert.ok(firstDifference({}, { a: null }));
  assert.ok(firstDifference({ a: [] }, { a: {} }));
  assert.ok(firstDifference({ a: null }, { a: {} }));
  assert.ok(firstDifference(Object.create({ a: 1 }) as object, { a: 1 }), 'inherited is not given');
  assert.deepEqual([{}, [], null, 'x'].map(isMapping), [true, false, false, false]);
});

test('text that is no JSON is told in words, NaN and Infinity by name', () => {
  assert.deepEqual(readJsonText('{"a": 1}'), { value: { a: 1 } });
  assert.deepEqual(readJsonText(' \n'), { fault: 'nothing' });
  assert.deepEqual(readJsonText('{"a": NaN}'), { fault: 'NaN, which JSON does not have' });
  assert.deepEqual(readJsonText('[-Infinity]'), { fault: '-Infinity, which JSON does not have' });
  assert.match(JSON.stringify(readJsonText('{a: 1}')), /^\{"fault":"no JSON \(/);
});

test('what a program printed may begin with other lines', () => {
  assert.deepEqual(printedJson('loading…\n{\n  "a": [1]\n}\n'), { value: { a: [1] } });
  assert.deepEqual(printedJson('took 3 ms\n42\n'), { value: 42 });
  assert.deepEqual(printedJson('[1]\n[2]\n'), { value: [2] });
  assert.ok('fault' in printedJson('no result\n'));
});

test('a value is shown as JSON, or as missing', () => {
  assert.equal(shownJson(undefined), 'missing');
  assert.equal(shownJson({ a: 'b' }), '{"a":"b"}');
});
