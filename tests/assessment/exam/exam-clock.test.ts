import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  countTime,
  goOnAfterPause,
  mergeClocks,
  NO_PAUSE,
  pause,
  pausesLeft,
  placeIn,
  startClock,
  timeLeftMs,
  type ExamClock,
} from '#assessment';

const MINUTE = 60_000;
const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 26, 10, 0) + minutes * MINUTE);
const TWO = { count: 2, minutes: 15 };

test('the limit is the time of the exam with the extra time that was asked for', () => {
  assert.equal(startClock(50, 0, at(0)).limitMs, 50 * MINUTE);
  assert.equal(startClock(50, 50, at(0)).limitMs, 75 * MINUTE);
  assert.equal(startClock(50, 900, at(0)).limitMs, 500 * MINUTE);
});

test('time goes on while the page is closed, up to the limit', () => {
  const begun = startClock(50, 0, at(0));
  const back = countTime(begun, at(20), 0, NO_PAUSE);
  assert.equal(timeLeftMs(back), 30 * MINUTE);
  assert.equal(timeLeftMs(countTime(back, at(9000), 0, NO_PAUSE)), 0);
});

test('a clock set back takes nothing, gives nothing and is noted; what the page measured counts', () => {
  const begun = countTime(startClock(50, 0, at(0)), at(10), 10 * MINUTE, NO_PAUSE);
  const setBack = countTime(begun, at(-60), 2 * MINUTE, NO_PAUSE);
  assert.equal(setBack.usedMs, 12 * MINUTE);
  assert.equal(setBack.setBack, 1);
  const on = countTime(setBack, at(-55), 5 * MINUTE, NO_PAUSE);
  assert.equal(on.usedMs, 17 * MINUTE);
  assert.equal(on.setBack, 1);
  assert.equal(countTime(begun, at(-60), 0, NO_PAUSE).usedMs, 10 * MINUTE);
});

test('a pause stops the time, lasts as long as the rule says and comes twice at most', () => {
  const begun = countTime(startClock(120, 0, at(0)), at(10), 0, TWO);
  const paused = countTime(pause(begun, TWO), at(15), 0, TWO);
  assert.equal(paused.usedMs, 10 * MINUTE);
  assert.deepEqual(paused.pausesMs, [5 * MINUTE]);
  assert.throws(() => pause(paused, TWO), RangeError);
  const on = countTime(goOnAfterPause(paused), at(20), 0, TWO);
  assert.equal(on.usedMs, 15 * MINUTE);
  assert.equal(pausesLeft(on, TWO), 1);
  const overslept = countTime(pause(on, TWO), at(60), 0, TWO);
  assert.equal(overslept.isPaused, false);
  assert.equal(overslept.usedMs, 40 * MINUTE);
  assert.deepEqual(overslept.pausesMs, [5 * MINUTE, 15 * MINUTE]);
  assert.throws(() => pause(overslept, TWO), RangeError);
  assert.throws(() => pause(startClock(50, 0, at(0)), NO_PAUSE), RangeError);
});

test('whatever the clock does, time never runs back and never passes the limit', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: -500, max: 500 }), fc.nat(10)), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(steps, (jumps) => {
      let clock: ExamClock = startClock(50, 0, at(0));
      let wall = 0;
      for (const [jump, measured] of jumps) {
        wall += jump;
        const next = countTime(clock, at(wall), measured * MINUTE, NO_PAUSE);
        assert.ok(next.usedMs >= clock.usedMs && next.usedMs <= next.limitMs);
        clock = next;
      }
    }),
  );
});

test('of two tabs the one that is further on counts', () => {
  const begun = startClock(50, 0, at(0));
  const ahead = countTime(begun, at(5), 0, NO_PAUSE);
  assert.deepEqual(mergeClocks(begun, ahead), ahead);
  assert.deepEqual(mergeClocks(ahead, begun), ahead);
});

test('a window is open from its first moment to just before its last', () => {
  const window = { opensAt: at(0).toISOString(), closesAt: at(60).toISOString() };
  assert.equal(placeIn(window, at(-1)), 'before');
  assert.equal(placeIn(window, at(0)), 'in');
  assert.equal(placeIn(window, at(60)), 'after');
});
