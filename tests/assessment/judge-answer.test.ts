import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeAnswer } from '#assessment';
import { items } from './bank.ts';

test('a choice is told why it is right or wrong', () => {
  assert.deepEqual(judgeAnswer(items.choice, 1), { right: true, why: ['It is two.'] });
  assert.deepEqual(judgeAnswer(items.choice, 0), { right: false, why: ['It is not one.'] });
});

test('several options are right together or not at all; each that was judged wrongly is explained', () => {
  assert.deepEqual(judgeAnswer(items.multiple, [0, 2]), {
    right: true,
    why: ['One is right.', 'Three is right.'],
  });
  assert.deepEqual(judgeAnswer(items.multiple, [0]), { right: false, why: ['Three is right.'] });
  assert.deepEqual(judgeAnswer(items.multiple, [0, 1, 2]), {
    right: false,
    why: ['Two is wrong.'],
  });
});

test('a number counts within its tolerance, the edge included', () => {
  const right = { right: true, why: ['It is about a third.'], rightAnswer: '0.3 bytes' };
  for (const typed of ['0.3', '0.4', '0.2', '0,25', '0.35 bytes']) {
    assert.deepEqual(judgeAnswer(items.number, typed), right, typed);
  }
  assert.deepEqual(judgeAnswer(items.number, '0.41'), { ...right, right: false });
  assert.deepEqual(judgeAnswer(items.number, '3'), {
    right: false,
    why: ['You forgot to divide.', 'It is about a third.'],
    rightAnswer: '0.3 bytes',
  });
});

test('a short answer is right in every accepted form', () => {
  const right = { right: true, why: ['There they stand.'], rightAnswer: 'params.yaml' };
  assert.deepEqual(judgeAnswer(items.short, '`Params.yaml`'), right);
  assert.deepEqual(judgeAnswer(items.short, 'PARAMS'), right);
  assert.deepEqual(judgeAnswer(items.short, 'dvc.yaml'), {
    right: false,
    why: ['That holds the stages.', 'There they stand.'],
    rightAnswer: 'params.yaml',
  });
});

test('steps are right in one order, pairs when each left side has its right one', () => {
  assert.equal(judgeAnswer(items.order, [0, 1, 2]).right, true);
  assert.equal(judgeAnswer(items.order, [1, 0, 2]).right, false);
  assert.equal(judgeAnswer(items.match, ['A', 'B', 'A']).right, true);
  assert.equal(judgeAnswer(items.match, ['B', 'B', 'A']).right, false);
});

test('lines are right when all of them are marked and no other', () => {
  assert.deepEqual(judgeAnswer(items.mark, [3, 1]), {
    right: true,
    why: ['The odd ones.'],
    rightAnswer: 'lines 1, 3',
  });
  assert.deepEqual(judgeAnswer(items.mark, [1, 2, 3]).why, ['Two is even.', 'The odd ones.']);
  assert.deepEqual(judgeAnswer(items.mark, [1]).right, false);
});

test('an answer that is not whole is not judged', () => {
  assert.throws(() => judgeAnswer(items.choice, 9), /a-choice: Choose one first\./);
});
