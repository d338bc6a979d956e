import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemStatistics, type BankItem, type ExamResponses } from '#assessment';
import { items } from '../bank.ts';
import { choiceItem } from './exam-bank.ts';

const RIGHT = 1;
const bank = ['a', 'b', 'c'].map((id) => choiceItem(id, 'VER', 'apply'));
const sat = (...answers: readonly (number | undefined)[]): ExamResponses => ({
  items: ['a', 'b', 'c'],
  answers: Object.fromEntries(
    answers.flatMap((answer, at): [string, number][] =>
      answer === undefined ? [] : [[bank[at]?.id ?? '', answer]],
    ),
  ),
});

test('p-value, discrimination and distractor use are those of a worked example', () => {
  const [a, b, c] = itemStatistics(bank, [
    sat(RIGHT, RIGHT, RIGHT),
    sat(RIGHT, RIGHT, 0),
    sat(0, 3, 0),
    sat(0, 3, undefined),
  ]);
  assert.equal(a?.p, 0.5);
  // a is 1 1 0 0; the other two items give 1, 0.5, 0, 0: r = 0.375·4 / √(1 · 0.6875) with sums of products 0.75.
  assert.ok(Math.abs((a.discrimination ?? 0) - 0.75 / Math.sqrt(0.6875)) < 1e-12);
  assert.deepEqual(b?.given, [
    { text: 'Two', count: 2, isRight: true },
    { text: 'Four', count: 2, isRight: false },
    { text: 'One', count: 0, isRight: false },
    { text: 'Three', count: 0, isRight: false },
  ]);
  assert.equal(c?.p, 0.25);
  assert.equal(c.left, 1);
  assert.equal(c.retire, undefined);
});

test('an item that was never asked has no value, not a zero', () => {
  const [only] = itemStatistics([choiceItem('z', 'VER', 'apply')], []);
  assert.deepEqual(
    { ...only, given: [] },
    {
      id: 'z',
      asked: 0,
      p: undefined,
      discrimination: undefined,
      given: [],
      left: 0,
      retire: undefined,
    },
  );
});

test('after 200 answers an item that is too easy, too hard or does not separate is to be retired', () => {
  const many = (answersOf: (at: number) => ExamResponses, count = 200) =>
    itemStatistics(
      bank,
      Array.from({ length: count }, (_, at) => answersOf(at)),
    );
  const easy = many((at) => sat(at < 195 ? RIGHT : 0, at % 2, at % 2));
  assert.equal(easy[0]?.retire, 'too-easy');
  assert.equal(many((at) => sat(at < 195 ? RIGHT : 0, at % 2, at % 2), 199)[0]?.retire, undefined);
  const hard = many((at) => sat(at < 30 ? RIGHT : 0, at % 2, at % 2));
  assert.equal(hard[0]?.retire, 'too-hard');
  const flat = many((at) => sat(at % 2, at < 100 ? 1 : 0, at < 100 ? 1 : 0));
  assert.equal(flat[0]?.retire, 'does-not-separate');
  assert.equal(flat[1]?.retire, undefined);
});

test('every kind of item is counted in words, and hostile answers count as left out', () => {
  const all: BankItem[] = Object.values(items).map((item) => ({ ...item, cognitive: 'apply' }));
  const ids = all.map(({ id }) => id);
  const good = {
    'a-choice': 1,
    'a-multiple': [0, 2],
    'a-number': '0.3',
    'a-order': [0, 1, 2],
    'a-match': ['A', 'B', 'A'],
    'a-short': ' Params.yaml ',
    'a-mark': [1, 3],
  };
  const hostile = Object.fromEntries(ids.map((id) => [id, { toString: 'x' }]));
  const statistics = itemStatistics(all, [
    { items: ids, answers: good },
    { items: ids, answers: hostile },
    { items: [...ids, ...ids, 'gone'], answers: {} },
  ]);
  assert.deepEqual(
    statistics.map(({ asked, p, left }) => [asked, Math.round((p ?? 0) * 3), left]),
    ids.map(() => [3, 1, 2]),
  );
  assert.deepEqual(
    statistics.map(({ given }) => given[0]?.text),
    ['Two', 'One', '0.3', 'a → b → c', 'A; B; A', 'params.yaml', 'lines 1, 3'],
  );
});
