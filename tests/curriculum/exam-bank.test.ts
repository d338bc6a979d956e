import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bankShortfalls, catalogued, examBankSchema, itemsOfBank } from '#curriculum';

const item = {
  id: 'counts',
  kind: 'number',
  ask: 'How many rows?',
  objective: 'C1.2',
  cognitive: 'apply',
  angoff: 0.7,
  answer: 3,
  explain: 'One for each line.',
  mistakes: [{ answer: 4, why: 'The header is no row.' }],
};

test('an item of a bank is an item of a quiz that knows its level, competency and enemies', () => {
  const bank = examBankSchema.parse({ level: 'L1', competency: 'DAT', items: [item] });
  const added = { level: 'L1', competency: 'DAT', enemies: [], sources: [], tolerance: 0 };
  assert.deepEqual(itemsOfBank(bank), [{ ...item, ...added }]);
});

test('a bank says how hard an item is, between 0 and 1, and names no lesson of its own', () => {
  const refused = (change: object): string | undefined =>
    examBankSchema.safeParse({ level: 'L1', competency: 'DAT', items: [{ ...item, ...change }] })
      .error?.issues[0]?.message;
  assert.equal(refused({}), undefined);
  assert.equal(refused({ angoff: 1.1 }), 'must be 1 or less');
  assert.match(refused({ lesson: 'storage-that-scales' }) ?? '', /Unrecognized key: "lesson"/);
  assert.equal(
    refused({ objective: 'C9.1' }),
    'must be "<course>/<lesson>", or a number of the catalogue such as "C1.2"',
  );
});

test('a number of the catalogue names a course and a place in it', () => {
  assert.deepEqual(catalogued('C2.8'), { course: 'data-management-and-dataops', place: 8 });
  assert.equal(catalogued('versioning-and-reproducibility/data-pointers'), undefined);
});

test('a bank is too small when it has fewer than four items for each slot of a form', () => {
  const of = (level: 'L1' | 'L2', competency: 'VER' | 'DOP', count: number) =>
    Array.from({ length: count }, () => ({ level, competency }));
  const items = [...of('L1', 'VER', 7), ...of('L2', 'VER', 9), ...of('L1', 'DOP', 4)];
  assert.deepEqual(bankShortfalls('L1', items, { VER: 2, DOP: 1, STD: 1 }), [
    { competency: 'STD', slots: 1, has: 0, wants: 4 },
    { competency: 'VER', slots: 2, has: 7, wants: 8 },
  ]);
  assert.deepEqual(bankShortfalls('L2', items, { VER: 2 }), []);
});
