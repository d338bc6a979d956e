import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ItemStatistics } from '#assessment';
import { carriesWords, itemRows, itemsCsv, type BankStatistics } from '#cohort';

const item = (id: string, more: Partial<ItemStatistics>): ItemStatistics => ({
  id,
  asked: 4,
  p: 0.5,
  discrimination: 0.2,
  given: [
    { text: 'this', count: 2, isRight: true },
    { text: '=that', count: 2, isRight: false },
    { text: 'nobody', count: 0, isRight: false },
  ],
  left: 0,
  retire: undefined,
  ...more,
});
const bank: BankStatistics = {
  exam: 'foundations',
  title: 'MLOps Foundations',
  sittings: 4,
  items: [
    item('a', { p: 0.25, discrimination: undefined }),
    item('b', { p: 1, left: 1, retire: 'too-easy' }),
    item('c', { asked: 0, p: undefined, given: [] }),
    item('d', { p: 0.25, discrimination: -0.3 }),
  ],
};
const ids = (
  ...order: Parameters<typeof itemRows> extends [unknown, ...infer Rest] ? Rest : never
) =>
  itemRows(bank, ...order)
    .map(({ id }) => id)
    .join('');

test('rows are the items that were asked, in any order; what has no number stands last either way', () => {
  assert.equal(ids('bank', false), 'abd');
  assert.equal(ids('bank', true), 'dba');
  assert.equal(ids('p', false), 'adb');
  assert.equal(ids('p', true), 'bad');
  assert.equal(ids('discrimination', false), 'dba');
  assert.equal(ids('discrimination', true), 'bda');
  assert.equal(ids('left', true), 'bad');
});

test('small numbers are called small', () => {
  assert.match(carriesWords(1), /^One sitting: too few for a judgement of any question\./);
  assert.match(carriesWords(29), /^29 sittings: too few/);
  assert.match(
    carriesWords(30),
    /^30 sittings: enough to look closer at a question, not to retire it/,
  );
  assert.match(
    carriesWords(200),
    /^200 sittings\. Questions with 200 answers or more are held to the rule/,
  );
});

test('as CSV each answer has a line with how often it was chosen, those that nobody takes among them', () => {
  assert.equal(
    itemsCsv([{ ...bank, items: bank.items.slice(1, 3) }]),
    [
      'Exam,Item,Asked,Right,Point-biserial,Left out,Retire,Answer,Answer is right,Chosen',
      'foundations,b,4,1,0.2,1,too-easy,this,yes,2',
      "foundations,b,4,1,0.2,1,too-easy,'=that,no,2",
      'foundations,b,4,1,0.2,1,too-easy,nobody,no,0',
      '',
    ].join('\r\n'),
  );
});
