import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  beginSitting,
  finishSitting,
  fitsPaper,
  flag,
  keepAnswer,
  mergeSittings,
  retakeFrom,
  scoreExam,
  stateOf,
  type ExamPaper,
  type ExamSitting,
} from '#assessment';
import { bankFor, L1_SLOTS } from './exam-bank.ts';

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
const begin = (): ExamSitting => beginSitting(paper, 'lina', [], 0, NOON);
const itemOf = (id: string) => {
  const item = paper.items.find((one) => one.id === id);
  assert.ok(item);
  return item;
};

test('a sitting is drawn from the learner, the exam and its number', () => {
  const sitting = begin();
  assert.equal(sitting.seed, 'lina/foundations/1');
  assert.equal(sitting.items.length, 40);
  assert.deepEqual(beginSitting(paper, 'lina', [], 0, NOON).items, sitting.items);
  const result = finishSitting(sitting, paper, 'learner', NOON);
  const second = beginSitting(paper, 'lina', [result], 50, NOON);
  assert.equal(second.number, 2);
  assert.equal(second.clock.limitMs, 75 * 60_000);
  assert.equal(second.items.filter((id) => sitting.items.includes(id)).length, 0);
});

test('a pack of an issuer fixes seed and form', () => {
  const form = paper.items.slice(0, 40).map(({ id }) => id);
  const pack = {
    sitting: 'spring',
    sha256: 'c'.repeat(64),
    seed: 'd'.repeat(64),
    form,
    learner: 'lina',
    window: { opensAt: '2026-11-26T09:00:00Z', closesAt: '2026-11-26T14:00:00Z' },
    extraPercent: 0,
  };
  const sitting = beginSitting({ ...paper, pack }, 'other', [], 0, NOON);
  assert.deepEqual(sitting.items, form);
  assert.equal(sitting.seed, pack.seed);
  assert.equal(sitting.packSha256, pack.sha256);
  assert.equal(sitting.packLearner, 'lina');
  assert.equal(sitting.clock.limitMs, 50 * 60_000);
  const late = new Date('2026-11-26T13:40:00Z');
  const short = beginSitting({ ...paper, pack }, 'other', [], 100, late);
  assert.equal(short.clock.limitMs, 20 * 60_000, 'it ends when the window closes');
  assert.equal(finishSitting(sitting, paper, 'learner', NOON).packLearner, 'lina');
});

test('an answer can be changed and taken back until the end, and is told apart from half of one', () => {
  const [id = ''] = begin().items;
  const item = itemOf(id);
  const chosen = keepAnswer(begin(), id, 2);
  assert.equal(stateOf(chosen, item), 'answered');
  assert.equal(stateOf(keepAnswer(chosen, id, 9), item), 'partly');
  const back = keepAnswer(chosen, id, undefined);
  assert.equal(stateOf(back, item), 'open');
  assert.deepEqual(back.marks[id], { isFlagged: false, revision: 2, atMs: 0 });
  assert.equal(flag(chosen, id, true).marks[id]?.answer, 2);
  assert.throws(() => keepAnswer(begin(), 'nowhere', 1), /not of this form/);
});

test('two tabs: of each item what was done last stands, in whatever order they are put together', () => {
  const start = begin();
  const step = fc.tuple(fc.nat(39), fc.nat(3), fc.boolean());
  const walk = (from: ExamSitting, steps: readonly [number, number, boolean][]): ExamSitting =>
    steps.reduce(
      (now, [at, answer, flagged]) =>
        flag(keepAnswer(now, now.items[at] ?? '', answer), now.items[at] ?? '', flagged),
      from,
    );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), fc.array(step, { maxLength: 8 }), (a, b) => {
      const [one, other] = [walk(start, a), walk(start, b)];
      const merged = mergeSittings(one, other);
      for (const id of start.items) {
        const revisions = [one, other, merged].map((tab) => tab.marks[id]?.revision ?? 0);
        assert.equal(revisions[2], Math.max(revisions[0] ?? 0, revisions[1] ?? 0));
      }
      assert.deepEqual(mergeSittings(merged, other).marks, merged.marks);
      assert.deepEqual(mergeSittings(other, one).marks, merged.marks);
    }),
    { numRuns: 50 },
  );
});

test('what is right counts, what is open or half counts as wrong, and the mark is at the percent', () => {
  let sitting = begin();
  sitting.items.slice(0, 28).forEach((id) => (sitting = keepAnswer(sitting, id, 1)));
  sitting = keepAnswer(sitting, sitting.items[28] ?? '', 0);
  sitting = keepAnswer(sitting, sitting.items[29] ?? '', 17);
  const result = finishSitting(sitting, paper, 'time', new Date('2026-11-26T11:00:00.000Z'));
  assert.equal(result.score.right, 28);
  assert.equal(result.score.of, 40);
  assert.equal(result.score.passed, true);
  assert.equal(result.finishedAt, NOON.toISOString());
  assert.equal(Object.keys(result.answers).length, 30);
  const parts = Object.values(result.score.byCompetency);
  assert.equal(
    parts.reduce((all, { of }) => all + of, 0),
    40,
  );
  assert.equal(
    parts.reduce((all, { right }) => all + right, 0),
    28,
  );
  const less = scoreExam(paper.items, sitting.items, { [sitting.items[0] ?? '']: 1 }, 70);
  assert.equal(less.passed, false);
  assert.throws(() => scoreExam(paper.items, ['gone'], {}, 70), /no item "gone"/);
});

test('a sitting goes on only with the bank that it was begun with', () => {
  assert.equal(fitsPaper(begin(), paper), true);
  assert.equal(fitsPaper(begin(), { ...paper, bankSha256: 'e'.repeat(64) }), false);
});

test('the next sitting may begin 24 hours after the first failure, 7 days after each further one', () => {
  const ended = (number: number, passed: boolean) => ({
    number,
    passed,
    finishedAt: `2026-11-${String(number).padStart(2, '0')}T12:00:00.000Z`,
  });
  assert.equal(retakeFrom([]), undefined);
  assert.equal(retakeFrom([ended(1, false)])?.toISOString(), '2026-11-02T12:00:00.000Z');
  assert.equal(
    retakeFrom([ended(2, false), ended(1, false)])?.toISOString(),
    '2026-11-09T12:00:00.000Z',
  );
  assert.equal(retakeFrom([ended(1, false), ended(2, true)]), undefined);
  assert.equal(
    retakeFrom([ended(1, false), ended(2, true), ended(3, false)])?.toISOString(),
    '2026-11-04T12:00:00.000Z',
  );
});
