import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  beginLabSitting,
  beginSitting,
  endedLabSittings,
  finishSitting,
  keepAnswer,
  mergeSittings,
  openLabSitting,
  retakeFrom,
  type ExamPaper,
} from '#assessment';
import { createMemoryStore, exportRecord, LearnerRecord } from '#progress';
import { bankFor, L1_SLOTS } from '../assessment/exam/exam-bank.ts';

const NOON = new Date('2026-11-26T12:00:00.000Z');
const paper: ExamPaper = {
  exam: 'foundations',
  title: 'MLOps Foundations',
  slots: L1_SLOTS,
  minutes: 50,
  pass: 70,
  items: bankFor(L1_SLOTS),
  bankSha256: 'b'.repeat(64),
};

test('a sitting is open until its result is filed, which stands once however often it is filed', async () => {
  const record = new LearnerRecord(createMemoryStore());
  const sitting = beginSitting(paper, 'lina', [], 0, NOON);
  await record.keepSitting(sitting);
  assert.deepEqual(await record.openSitting('foundations'), sitting);
  assert.equal(await record.openSitting('professional'), undefined);
  const result = finishSitting(sitting, paper, 'learner', NOON);
  await record.addExamResult(result);
  await record.addExamResult(result);
  assert.equal(await record.openSitting('foundations'), undefined);
  assert.deepEqual(await record.examResults('foundations'), [result]);
  assert.deepEqual(await record.examResults('professional'), []);
  const exported = await exportRecord(record, NOON);
  assert.deepEqual(exported.examResults, [result]);
  await record.deleteAll();
  assert.deepEqual(await record.examResults(), []);
});

test('two tabs that keep one sitting at once lose no answer, and one that is filed is not opened again', async () => {
  const record = new LearnerRecord(createMemoryStore());
  const begun = beginSitting(paper, 'lina', [], 0, NOON);
  await record.keepSitting(begun);
  const [first = '', second = ''] = begun.items;
  const tabs = [keepAnswer(begun, first, 1), keepAnswer(begun, second, 2)];
  await Promise.all(
    tabs.map((mine) => record.keepSitting(mine, (stored) => mergeSittings(mine, stored))),
  );
  const kept = await record.openSitting('foundations');
  assert.deepEqual([kept?.marks[first]?.answer, kept?.marks[second]?.answer], [1, 2]);
  await record.addExamResult(finishSitting(begun, paper, 'learner', NOON));
  await record.keepSitting(begun);
  assert.equal(await record.openSitting('foundations'), undefined);
});

test('labs in exam mode are kept by exam and lab; each sitting has a seed of its own', async () => {
  const record = new LearnerRecord(createMemoryStore());
  const order = {
    exam: 'professional',
    lab: 'one-day',
    minutes: 120,
    pauses: { count: 2, minutes: 10 },
    pass: 70,
  };
  const first = beginLabSitting(order, 'lina', [], 50, NOON);
  assert.equal(first.id, 'professional/one-day/1');
  assert.equal(first.clock.limitMs, 180 * 60_000);
  await record.keepLabSitting(first);
  assert.deepEqual(openLabSitting(await record.labSittings('professional', 'one-day')), first);
  assert.deepEqual(await record.labSittings('professional', 'one'), []);

  const ended = { ...first, end: { at: NOON.toISOString(), by: 'time' as const } };
  await record.keepLabSitting(ended);
  const all = await record.labSittings('professional');
  assert.equal(openLabSitting(all), undefined);
  assert.equal(
    retakeFrom(endedLabSittings(all))?.toISOString(),
    '2026-11-27T12:00:00.000Z',
    'an end without a Check is a failure',
  );
  const second = beginLabSitting(order, 'lina', all, 0, NOON);
  assert.equal(second.number, 2);
  assert.notEqual(second.seed, first.seed);
});
