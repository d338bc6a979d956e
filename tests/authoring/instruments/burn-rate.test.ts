import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ALERTS,
  DAYS,
  limitOf,
  outcome,
  ringing,
  sayMinutes,
  shareOver,
  spent,
} from '../../../src/components/lesson/burn-rate/burn.ts';
import { lessonText, states } from '../lessons/stated.ts';

const GOAL = 0.995;
const [fast, slow, ticket] = ALERTS;
const day = (id: string) => {
  const found = DAYS.find((one) => one.id === id);
  assert.ok(found && fast && slow && ticket);
  return { found, fast, slow, ticket };
};

test('the limits and the budget spent at them are those of the lesson’s table', () => {
  const lesson = lessonText('deploy-test-monitor', 'slos-for-models');
  for (const alert of ALERTS) {
    const limit = `${Number((limitOf(alert, GOAL) * 100).toFixed(2))} %`;
    const whole = { share: limitOf(alert, GOAL), minutes: alert.long, requestsPerMinute: 200 };
    states(lesson, `${limit} | ${Number((spent(whole, alert.long, GOAL) * 100).toFixed(2))} % |`);
  }
  assert.ok(fast);
  assert.equal(limitOf(fast, 0.999).toFixed(4), '0.0144');
});

test('a bad quarter of an hour pages in minute 5 and ends within five minutes of the repair', () => {
  const { found, fast: alert } = day('quarter');
  assert.deepEqual(ringing(alert, found, GOAL, false), { from: 5, to: 20 });
  assert.equal(shareOver(found, 60, 60), 0.25);
  assert.equal(shareOver(found, 20, 5), 0);
});

test('each day of the month leads to what the lesson says of it', () => {
  assert.deepEqual(
    DAYS.map((one) => `${one.id} ${outcome(one, GOAL, false)}`),
    ['quarter page', 'minute nothing', 'half-day page', 'slow ticket', 'night page'],
  );
  const { found } = day('night');
  assert.equal(outcome(found, GOAL, true), 'nothing');
  assert.equal(Math.round(found.share / (1 - GOAL)), 67);
});

test('half a day at 4 per cent is seen by the second pair, after four and a half hours', () => {
  const { found, fast: quick, slow: second } = day('half-day');
  assert.equal(ringing(quick, found, GOAL, false), undefined);
  assert.deepEqual(ringing(second, found, GOAL, false), { from: 271, to: 728 });
});

test('a slow burn has used a tenth of the month’s budget and more when it has lasted three days', () => {
  const { found, ticket: third } = day('slow');
  assert.equal(spent(found, 4320, GOAL).toFixed(2), '0.14');
  assert.equal(ringing(third, found, GOAL, false)?.from, 3086);
});

test('a stricter objective rings sooner', () => {
  const { found, fast: alert } = day('quarter');
  assert.equal(ringing(alert, found, 0.999, false)?.from, 1);
});

test('minutes are said as people say them', () => {
  assert.deepEqual([15, 271, 4320].map(sayMinutes), ['15 min', '4.5 h', '3 d']);
});
