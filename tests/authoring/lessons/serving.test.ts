import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { decide, probabilityOfDefault } from '#harborlight';
import { grouped, lessonText, listing, loanDefault, states } from './stated.ts';

/** The figures of "A protocol, not a pet API" and "SLOs for models". */

const COURSE = 'deploy-test-monitor';
const protocol = lessonText(COURSE, 'a-protocol-not-a-pet-api');
const slos = lessonText(COURSE, 'slos-for-models');

test('the reference model answers the request as the lesson prints it', () => {
  const request = JSON.parse(listing(protocol, 'POST /v2/models/loan-default/infer')) as {
    id: string;
    inputs: [{ shape: [number, number]; data: number[] }];
  };
  const response = JSON.parse(listing(protocol, '200 OK')) as {
    id: string;
    outputs: [{ data: number[] }, { data: string[] }];
  };
  const [{ shape, data }] = request.inputs;
  assert.equal(shape[0] * shape[1], data.length);
  const probability = probabilityOfDefault(loanDefault(), data);
  assert.deepEqual(response.outputs[0].data, [Number(probability.toFixed(4))]);
  assert.deepEqual(response.outputs[1].data, [decide(loanDefault(), probability)]);
  assert.equal(response.id, request.id);
  states(protocol, `the data holds ${64 * 13} numbers`, 'needs 26 numbers, got 13');
});

const ALLOWED = 1 - 0.995;
const HOURS = 30 * 24;

test('each burn rate has the share, and spends the budget, that the table states', () => {
  const percent = (x: number): string => `${Number((x * 100).toFixed(2))} %`;
  for (const [rate, hours, words] of [
    [14.4, 1, '1 hour | 5 minutes'],
    [6, 6, '6 hours | 30 minutes'],
    [1, 72, '3 days | 6 hours'],
  ] as const) {
    states(
      slos,
      `| ${rate} | ${words} | ${percent(rate * ALLOWED)} | ${percent((rate * hours) / HOURS)} |`,
    );
  }
  states(slos, `At 14.4 it is gone after ${HOURS / 14.4} hours`);
});

test('the budget in calls, and the two examples', () => {
  const calls = 200 * 60 * HOURS;
  states(
    slos,
    `${grouped(calls)} calls in 30 days, and ${grouped(Math.round(calls * ALLOWED))} of them`,
  );
  assert.equal((0.007 / ALLOWED).toFixed(1), '1.4');
  assert.equal(Math.round(30 / 1.4 / 7), 3);
  states(slos, `The burn rate is ${Math.round(1 / 3 / ALLOWED)}`);
});

test('the drawing: the hour passes 7.2 per cent at minute 5 and the five minutes end before minute 20', () => {
  const share = (minute: number, window: number): number => {
    const bad = Math.max(0, Math.min(minute, 15) - Math.max(0, minute - window));
    return bad / window;
  };
  const rings = (minute: number): boolean => share(minute, 60) > 0.072 && share(minute, 5) > 0.072;
  const ringing = Array.from({ length: 80 }, (_, minute) => minute).filter(rings);
  assert.deepEqual([ringing[0], ringing.at(-1)], [5, 19]);
});

test('the rule file has the limit of the table', () => {
  const { groups } = parse(listing(slos, 'alerts/slo.rules.yml')) as {
    groups: [{ rules: [unknown, { expr: string }] }];
  };
  assert.equal((14.4 * ALLOWED).toFixed(3), '0.072');
  assert.match(groups[0].rules[1].expr, /1h > 0\.072 and infer:bad_ratio:5m > 0\.072/);
});
