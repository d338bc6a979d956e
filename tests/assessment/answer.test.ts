import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText, readNumber, whatLacks } from '#assessment';
import { items } from './bank.ts';

test('a number is read as people write it', () => {
  for (const [typed, unit, value] of [
    ['425929', 'bytes', 425929],
    [' 425,929 bytes ', 'bytes', 425929],
    ['425 929', undefined, 425929],
    ['0,25', undefined, 0.25],
    ['1,250', undefined, 1250],
    ['1,250.5', undefined, 1250.5],
    ['−3', undefined, -3],
    ['75 %', '%', 75],
    ['.5', undefined, 0.5],
    ['1e3', undefined, 1000],
    ['twelve', undefined, undefined],
    ['1.2.3', undefined, undefined],
    ['12 rows', 'bytes', undefined],
    ['', undefined, undefined],
  ] as const) {
    assert.equal(readNumber(typed, unit), value, typed);
  }
});

test('a short answer is compared without quotes, case, outer spaces and a closing full stop', () => {
  assert.equal(plainText('  “Params.YAML”. '), 'params.yaml');
  assert.equal(plainText('`dvc  repro`'), 'dvc repro');
  assert.equal(plainText('it’s'), "it's");
});

test('an answer that is not whole is told what it lacks', () => {
  assert.equal(whatLacks(items.choice, undefined), 'Choose one first.');
  assert.equal(whatLacks(items.choice, 7), 'Choose one first.');
  assert.equal(whatLacks(items.choice, 2), undefined);
  assert.equal(whatLacks(items.multiple, []), 'Choose one or more first.');
  assert.equal(whatLacks(items.number, ' '), 'Type a number first.');
  assert.equal(
    whatLacks(items.number, 'twelve'),
    '“twelve” is no number. Write it in digits, such as 1250 or 0.25.',
  );
  assert.equal(whatLacks(items.order, [0, 1, 1]), 'Put all of them in order first.');
  assert.equal(whatLacks(items.match, ['A', 'A']), 'Choose one for each first.');
  assert.equal(whatLacks(items.match, ['A', 'B', '']), 'Choose one for each first.');
  assert.equal(whatLacks(items.mark, []), 'Mark a line first.');
  assert.equal(whatLacks(items.short, ''), 'Type it first.');
});
