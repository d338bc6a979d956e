import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainItem } from '#assessment';
import { items } from './bank.ts';

test('every kind of item says its right answer in words, and why it is right', () => {
  assert.deepEqual(explainItem(items.choice), { rightAnswer: ['Two'], why: ['It is two.'] });
  assert.deepEqual(explainItem(items.multiple), {
    rightAnswer: ['One', 'Three'],
    why: ['One is right.', 'Three is right.'],
  });
  assert.deepEqual(explainItem(items.number), {
    rightAnswer: ['0.3 bytes'],
    why: ['It is about a third.'],
  });
  assert.deepEqual(explainItem(items.short), {
    rightAnswer: ['params.yaml'],
    why: ['There they stand.'],
  });
  assert.deepEqual(explainItem(items.order), {
    rightAnswer: ['a', 'b', 'c'],
    why: ['As in the alphabet.'],
  });
  assert.deepEqual(explainItem(items.match), {
    rightAnswer: ['a: A', 'b: B', 'c: A'],
    why: ['Each has its own.'],
  });
  assert.deepEqual(explainItem(items.mark), {
    rightAnswer: ['lines 1, 3'],
    why: ['The odd ones.'],
  });
});
