import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ComputeClock } from '../../../../src/engines/embedded/kernel/compute-clock.ts';

/** A clock that the test moves: ticks of one second, each with what the worker does in it. */
function clock(limitMs: number) {
  let nowMs = 0;
  let asked = 0;
  let exceeded = 0;
  const made = new ComputeClock({
    limitMs,
    nowMs: () => nowMs,
    ask: () => (asked += 1),
    exceeded: () => (exceeded += 1),
  });
  made.tick();
  return {
    made,
    exceeded: () => exceeded,
    asked: () => asked,
    /** A second in which the worker answers after so many ms, or not at all. */
    second: (answersAfterMs: number | null, computedMs = 0) => {
      if (answersAfterMs !== null) {
        nowMs += answersAfterMs;
        made.answered(computedMs);
        nowMs += 1_000 - answersAfterMs;
      } else nowMs += 1_000;
      made.tick();
    },
  };
}

const times = (count: number, action: () => void): void => {
  for (let i = 0; i < count; i += 1) action();
};

test('a worker that never answers is over the limit after that time, and once', () => {
  const { second, exceeded, asked } = clock(10_000);
  times(9, () => {
    second(null);
  });
  assert.equal(exceeded(), 0);
  assert.equal(asked(), 1);
  second(null);
  assert.equal(exceeded(), 1);
});

test('a worker that rests more than it works may run for ever', () => {
  const { second, exceeded, asked } = clock(10_000);
  times(1_000, () => {
    second(450);
  });
  assert.equal(exceeded(), 0);
  assert.equal(asked(), 1_001);
});

test('one that works more than it rests may not', () => {
  const { second, exceeded } = clock(10_000);
  times(49, () => {
    second(600);
  });
  assert.equal(exceeded(), 0);
  second(600);
  assert.equal(exceeded(), 1);
});

test('what a worker says of its own computing counts when it answers at once', () => {
  const { second, exceeded } = clock(10_000);
  times(10, () => {
    second(0, 990);
  });
  assert.equal(exceeded(), 0);
  second(0, 990);
  assert.equal(exceeded(), 1);
  const lying = clock(10_000);
  times(10, () => {
    lying.second(null, 0);
  });
  assert.equal(lying.exceeded(), 1);
});

test('whoever sleeps does not compute, and a new line begins anew', () => {
  const { second, exceeded, made } = clock(10_000);
  made.sleeps(60_000);
  times(60, () => {
    second(null);
  });
  assert.equal(exceeded(), 0);
  times(9, () => {
    second(null);
  });
  made.restart();
  times(9, () => {
    second(null);
  });
  assert.equal(exceeded(), 0);
});
