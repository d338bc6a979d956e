import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  beginTry,
  drawItems,
  finishTry,
  fitsBank,
  giveAnswer,
  mergeTries,
  neededToPass,
  nextItem,
  passes,
  shownOrder,
  type QuizTry,
} from '#assessment';
import { bankOf, items } from './bank.ts';

const bank = bankOf(20);
const noon = new Date('2026-11-26T12:00:00Z');

/** Answers what is left: the first `right` of the items rightly, the others not. */
function answered(kept: QuizTry, right: number): QuizTry {
  return kept.items.reduce(
    (sofar, id, index) => giveAnswer(sofar, bank, id, index < right ? 1 : 0),
    kept,
  );
}

test('a draw has eight items, evenly from the lessons, and is the same for the same seed', () => {
  const drawn = drawItems(bank.items, 8, 'learner/small/end/1');
  assert.equal(new Set(drawn).size, 8);
  const ofFirst = drawn.filter((id) => Number(id.slice(5)) % 2 === 1);
  assert.equal(ofFirst.length, 4);
  assert.deepEqual(drawItems(bank.items, 8, 'learner/small/end/1'), drawn);
  assert.notDeepEqual(drawItems(bank.items, 8, 'learner/small/end/2'), drawn);
  assert.equal(drawItems(bank.items.slice(0, 5), 8, 'x').length, 5);
});

test('the next try meets fresh items first', () => {
  const first = beginTry(bank, 'learner', [], noon);
  const second = beginTry(bank, 'learner', [finishTry(answered(first, 8), bank)], noon);
  assert.equal(second.number, 2);
  assert.deepEqual(
    second.items.filter((id) => first.items.includes(id)),
    [],
  );
  const results = [first, second].map((one) => finishTry(answered(one, 8), bank));
  const third = beginTry(bank, 'learner', results, noon);
  // Four of the twenty were never met: they come first, two of each lesson.
  const met = new Set([...first.items, ...second.items]);
  assert.equal(third.items.filter((id) => !met.has(id)).length, 4);
});

test('a clock that was set back does not mix up tries: numbers go on', () => {
  const first = finishTry(answered(beginTry(bank, 'learner', [], noon), 8), bank, noon);
  const yesterday = new Date('2026-11-25T12:00:00Z');
  assert.equal(beginTry(bank, 'learner', [first], yesterday).number, 2);
});

test('options are shown in a drawn order, but keep an order of their own', () => {
  const shown = shownOrder(items.choice, 3, 'a');
  assert.deepEqual([...shown].sort(), [0, 1, 2]);
  assert.deepEqual(shownOrder(items.choice, 3, 'a'), shown);
  const orders = new Set(
    Array.from('abcdefghijklmnopqrstuvwxyz').map((seed) =>
      shownOrder(items.choice, 3, seed).join(),
    ),
  );
  assert.ok(orders.size === 6, `${orders.size} of six orders`);
  assert.deepEqual(shownOrder({ ...items.choice, inOrder: true }, 3, 'a'), [0, 1, 2]);
});

test('steps to be put in order never stand in it already', () => {
  for (const seed of 'abcdefghijklmnopqrstuvwxyz') {
    assert.notDeepEqual(shownOrder(items.order, 3, seed), [0, 1, 2], seed);
  }
});

test('a try goes on where it was left, and the first answer stands', () => {
  const begun = beginTry(bank, 'learner', [], noon);
  assert.equal(nextItem(begun), 0);
  const [one = '', two = ''] = begun.items;
  const half = giveAnswer(begun, bank, one, 0);
  assert.equal(nextItem(half), 1);
  assert.deepEqual(giveAnswer(half, bank, one, 1), half);
  assert.deepEqual(giveAnswer(half, bank, two, 1).answers[two], { answer: 1, right: true });
  assert.throws(() => giveAnswer(half, bank, 'item-99', 1), /item-99 is not of this try/);
  assert.throws(() => finishTry(half, bank), /Not every item is answered/);
});

test('two tabs lose none of their answers', () => {
  const begun = beginTry(bank, 'learner', [], noon);
  const [one = '', two = ''] = begun.items;
  const here = giveAnswer(giveAnswer(begun, bank, one, 0), bank, two, 1);
  const there = giveAnswer(begun, bank, one, 1);
  assert.deepEqual(mergeTries(there, here).answers, {
    [one]: { answer: 1, right: true },
    [two]: { answer: 1, right: true },
  });
  assert.throws(() => mergeTries(begun, { ...begun, id: 'other' }), /two tries/);
});

test('six of eight pass, five do not', () => {
  assert.equal(neededToPass(8, 75), 6);
  const begun = beginTry(bank, 'learner', [], noon);
  for (const [right, passed] of [
    [8, true],
    [6, true],
    [5, false],
    [0, false],
  ] as const) {
    const result = finishTry(answered(begun, right), bank, noon);
    assert.equal(result.right, right);
    assert.equal(result.of, 8);
    assert.equal(passes(result), passed, `${right} of 8`);
  }
});

test('a try whose item was taken out of the bank, or whose options are fewer now, does not fit any more', () => {
  const begun = beginTry(bank, 'learner', [], noon);
  assert.equal(fitsBank(begun, bank), true);
  const [gone = ''] = begun.items;
  const without = { ...bank, items: bank.items.filter(({ id }) => id !== gone) };
  assert.equal(fitsBank(begun, without), false);
  const answeredLast = giveAnswer(begun, bank, gone, 2);
  const shorter = bank.items.map((item) =>
    item.kind === 'choice' ? { ...item, options: item.options.slice(0, 2) } : item,
  );
  assert.equal(fitsBank(answeredLast, { ...bank, items: shorter }), false);
});

test('a clock that was set back during a try loses nothing: it ends when it began, and the next one has the next number', () => {
  const first = answered(beginTry(bank, 'learner', [], noon), 8);
  const result = finishTry(first, bank, new Date('2026-11-20T12:00:00Z'));
  assert.equal(result.finishedAt, result.startedAt);
  assert.equal(result.right, 8);
  const second = beginTry(bank, 'learner', [result], new Date('2026-11-19T12:00:00Z'));
  assert.equal(second.number, 2);
});
