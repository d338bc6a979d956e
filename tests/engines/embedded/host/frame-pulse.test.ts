import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchPulse } from '../../../../src/engines/embedded/host/frame-pulse.ts';

test('a frame that answers late is alive; one that leaves twelve questions unanswered is not, and that is told once', (context) => {
  context.mock.timers.enable({ apis: ['setInterval'] });
  const told: string[] = [];
  const pulse = watchPulse(
    () => told.push('asked'),
    () => told.push('silent'),
  );
  context.mock.timers.tick(11_000);
  pulse.answered();
  assert.equal(told.length, 11);
  context.mock.timers.tick(12_000);
  assert.equal(told.length, 23);
  context.mock.timers.tick(60_000);
  assert.deepEqual(told.slice(22), ['asked', 'silent']);
});

test('a frame that was closed is not asked any more', (context) => {
  context.mock.timers.enable({ apis: ['setInterval'] });
  const told: string[] = [];
  const pulse = watchPulse(
    () => told.push('asked'),
    () => told.push('silent'),
  );
  pulse.stop();
  context.mock.timers.tick(60_000);
  assert.deepEqual(told, []);
});
