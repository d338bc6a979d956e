import assert from 'node:assert/strict';
import { test } from 'node:test';
import { REFERENCE_CANARY } from '#rollout';
import { eventsOf, seriesOf } from '../../../src/components/lesson/deployment-simulator/minutes.ts';
import { play, playAll } from '../../../src/components/lesson/deployment-simulator/play.ts';
import {
  againstPolicy,
  bandOf,
  readSteps,
  REFERENCE_STEPS,
  sayEnd,
  THURSDAY,
  type Setup,
} from '../../../src/components/lesson/deployment-simulator/setup.ts';

const CANARY: Setup = { ...THURSDAY, strategy: 'canary', detection: 'rules' };
const SILENT: Setup = { ...CANARY, trouble: 'silent', onset: 0 };
const reached = (setup: Setup): number => Number(play(setup).exposure.requests.toFixed(1));

test('the table of the lesson: 640 people, 4.8, 14.4 and none', () => {
  assert.equal(reached(THURSDAY), 640);
  assert.equal(reached(CANARY), 4.8);
  assert.equal(reached(SILENT), 14.4);
  assert.equal(reached({ ...SILENT, strategy: 'shadow' }), 0);
  assert.deepEqual([0, 4.8, 14.4, 200, 640].map(bandOf), ['none', 'few', 'few', 'some', 'many']);
});

test('the four days of “Play it through” end as the lesson says', () => {
  assert.equal(sayEnd(play(CANARY)), 'It is aborted at minute 23, at 10 %, by error-ratio.');
  assert.equal(sayEnd(play(SILENT)), 'It is aborted at minute 9, at 5 %, by decision-shift.');
  const stable: Setup = { ...CANARY, trouble: 'stable-bad', onset: 10 };
  assert.equal(sayEnd(play(stable)), 'It is promoted after 90 minutes.');
  const slow: Setup = { ...CANARY, trouble: 'slow', onset: 35 };
  assert.equal(sayEnd(play(slow)), 'It is aborted at minute 37, at 25 %, by slow-share.');
});

test('a person who notices after 40 minutes stops a big bang at minute 60', () => {
  assert.equal(
    sayEnd(play(THURSDAY)),
    'It is aborted at minute 60, at 100 %, by a person who noticed.',
  );
});

test('blue-green and shadow need a second set of machines, a big bang none', () => {
  const runs = playAll(CANARY);
  assert.deepEqual(
    (['big-bang', 'blue-green', 'shadow', 'canary'] as const).map((id) => runs[id].extraCapacity),
    [0, 1, 1, 0.1],
  );
});

test('a leak is found once it has grown', () => {
  const leak: Setup = { ...CANARY, trouble: 'leak', onset: 0 };
  const { outcome, minute, ending } = play(leak);
  assert.equal(outcome, 'aborted');
  assert.equal(ending?.metric, 'slow-share');
  assert.ok(minute > 9 && minute < 30, String(minute));
});

test('the steps are those of the reference, and read back as they are written', () => {
  assert.deepEqual(readSteps(REFERENCE_STEPS), REFERENCE_CANARY.steps);
  assert.deepEqual(againstPolicy(REFERENCE_CANARY.steps), []);
});

test('steps that cannot be read, or that the policy forbids, are told in words', () => {
  assert.match(readSteps('five per cent') as string, /^“five per cent”, which is no step/);
  assert.match(readSteps('120 % for 5 min') as string, /which is no step/);
  assert.match(readSteps(' \n') as string, /^no step/);
  const hasty = readSteps('20 % for 10 min\n60 % for 10 min\n60 % for 5 min');
  assert.ok(typeof hasty !== 'string');
  assert.deepEqual(againstPolicy(hasty), [
    'the first weight is above 5 %',
    'more than 10 % in the first 30 minutes',
    'a weight does not rise',
    'a weight is more than 2.5 times the one before',
    'the last weight is above 50 %',
    'it takes 25 minutes, not 60 to 180',
  ]);
});

test('steps of the learner are played', () => {
  const slow = play({ ...CANARY, trouble: 'none', steps: '1 % for 60 min' });
  assert.deepEqual([slow.outcome, slow.minute, slow.weight], ['promoted', 60, 1]);
});

test('the events name each weight, and each metric when it first fails', () => {
  assert.deepEqual(
    eventsOf(play(CANARY)).map(([minute, what]) => `${minute} ${what}`),
    [
      '0 the new version answers 5 %',
      '15 the new version answers 10 %',
      '21 error-ratio fails for the first time, with 0.034',
    ],
  );
});

test('a version that answers nobody has no share', () => {
  const run = play({ ...THURSDAY, strategy: 'blue-green' });
  assert.deepEqual(seriesOf(run.ticks, 'stable', 'errors'), []);
  assert.equal(seriesOf(run.ticks, 'canary', 'errors').at(-1)?.[1].toFixed(1), '8.0');
});
