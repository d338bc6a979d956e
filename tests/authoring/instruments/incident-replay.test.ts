import assert from 'node:assert/strict';
import { test } from 'node:test';
import { termServedInMonths } from '#harborlight';
import {
  approvalRate,
  clock,
  LIMIT,
  loans,
  MOVES,
  REMAINDERS,
  RINGS_AT,
  SURPLUS,
  timesOf,
  USUAL,
  WHAT_IF,
} from '../../../src/components/lesson/incident-replay/incident.ts';
import { heldOut, lessonText, loanDefault } from '../lessons/stated.ts';

const lesson = lessonText('deploy-test-monitor', 'the-bad-tuesday');

test('version 4 approves 82 of 1,000 that version 3 would refer', () => {
  const three = heldOut(loanDefault());
  const four = heldOut(loanDefault(), termServedInMonths);
  const surplus = three.referred.filter((refer, i) => refer && !four.referred[i]);
  assert.equal(surplus.length / three.referred.length, SURPLUS);
  const rate = three.referred.filter((refer) => !refer).length / three.referred.length;
  assert.equal(rate.toFixed(2), USUAL.toFixed(2));
});

test('the alert rings at 10:15', () => {
  assert.equal(clock(RINGS_AT), '10:15');
  assert.ok(approvalRate(9, 60) < LIMIT && approvalRate(10, 60) > LIMIT);
});

test('each row of the lesson’s table is what the replay counts', () => {
  for (const { label, minutes, weight } of WHAT_IF) {
    assert.ok(lesson.includes(`| ${minutes} | ${loans(minutes, weight)} |`), label);
  }
});

test('the way it went is fourteen minutes of discussion and three of asking; going back at once saves 279', () => {
  const went = timesOf({ address: 'ticket', moves: ['vote', 'threshold'], isRolledBack: true });
  assert.deepEqual(went, { detected: 31, decided: 48, restored: 52 });
  assert.equal(loans(52), 853);
  const once = timesOf({ address: 'ticket', moves: [], isRolledBack: true });
  assert.equal(loans(52) - loans(once.restored ?? 0), 279);
  const paged = timesOf({ address: 'page', moves: ['campaign'], isRolledBack: true });
  assert.equal(loans(paged.restored ?? 0), 394);
});

test('the rate is 78 per cent again fifteen minutes after the last answer of version 4', () => {
  assert.equal(approvalRate(67, 52), USUAL);
  assert.ok(approvalRate(66, 52) > USUAL);
  assert.equal(clock(67), '11:07');
  assert.equal(approvalRate(-5, 52), USUAL);
});

test('the clock does not run past one o’clock', () => {
  const { decided } = timesOf({
    address: 'ticket',
    moves: Array.from({ length: 20 }, () => 'vote'),
    isRolledBack: false,
  });
  assert.equal(clock(decided), '13:00');
  assert.ok(MOVES.every(({ minutes }) => minutes > 0));
});

test('what stays is what the lesson names', () => {
  assert.deepEqual(
    REMAINDERS.filter(({ stays }) => stays).map(({ id }) => id),
    ['approvals', 'app', 'cache', 'training'],
  );
});
