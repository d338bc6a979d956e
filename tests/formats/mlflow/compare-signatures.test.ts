import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bumpOf, compareSignatures, type SignatureColumn } from '#formats';

const column = (name: string, type = 'double', required?: boolean): SignatureColumn => ({
  name,
  type,
  ...(required === undefined ? {} : { required }),
});
const OUT = [column('p_default')];
const inputs = (before: SignatureColumn[], after: SignatureColumn[]) =>
  compareSignatures({ inputs: before, outputs: OUT }, { inputs: after, outputs: OUT });
const outputs = (before: SignatureColumn[], after: SignatureColumn[]) =>
  compareSignatures({ inputs: [], outputs: before }, { inputs: [], outputs: after });
const told = (changes: ReturnType<typeof inputs>): readonly string[] =>
  changes.map(({ name, what, bump }) => `${name} ${what} ${bump}`);

test('order, and a written-out "required": true, change nothing for a caller that sends names', () => {
  const changes = inputs(
    [column('dti'), column('late')],
    [column('late', 'double', true), column('dti')],
  );
  assert.deepEqual(told(changes), ['dti moved patch', 'late moved patch']);
  assert.equal(bumpOf(changes), 'patch');
  assert.equal(bumpOf([]), 'patch');
});

test('a rename is one input removed and one required input added: major', () => {
  assert.deepEqual(told(inputs([column('late')], [column('late_payments')])), [
    'late removed major',
    'late_payments added major',
  ]);
});

test('an optional input may be added, a required one may not', () => {
  assert.equal(bumpOf(inputs([], [column('region', 'string', false)])), 'minor');
  assert.equal(bumpOf(inputs([], [column('region', 'string')])), 'major');
});

test('an input may widen and may not narrow', () => {
  assert.deepEqual(told(inputs([column('bureau')], [column('bureau', 'long')])), [
    'bureau narrowed major',
  ]);
  assert.deepEqual(told(inputs([column('bureau', 'long')], [column('bureau')])), [
    'bureau widened minor',
  ]);
  assert.deepEqual(told(inputs([column('x', 'string')], [column('x', 'double')])), [
    'x narrowed major',
  ]);
});

test('an input that becomes required breaks, one that becomes optional does not', () => {
  assert.deepEqual(told(inputs([column('x', 'double', false)], [column('x')])), [
    'x required major',
  ]);
  assert.deepEqual(told(inputs([column('x')], [column('x', 'double', false)])), [
    'x optional minor',
  ]);
});

test('any change of an output’s type breaks, and so does taking one away; adding one does not', () => {
  assert.equal(bumpOf(outputs([column('p', 'float')], [column('p', 'double')])), 'major');
  assert.equal(
    bumpOf(outputs([column('p'), column('decision', 'string')], [column('p')])),
    'major',
  );
  assert.equal(
    bumpOf(outputs([column('p')], [column('p'), column('decision', 'string')])),
    'minor',
  );
});

test('tensors are compared by what is inside; columns without a name by their place', () => {
  const tensor = (shape: readonly number[]): SignatureColumn =>
    ({ type: 'tensor', 'tensor-spec': { dtype: 'float64', shape } }) as SignatureColumn;
  assert.deepEqual(told(inputs([tensor([-1, 13])], [tensor([-1, 13])])), []);
  assert.deepEqual(told(inputs([tensor([-1, 13])], [tensor([-1, 14])])), ['#0 narrowed major']);
});
