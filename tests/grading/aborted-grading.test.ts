// A file of its own: clocks of other tests would be counted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holds, runChecks, type Check } from '#grading';
import { fakeEngine } from './fake-engine.ts';

const clocks = () => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;

function labOf(check: Check) {
  const tasks = [{ id: 'only', points: 100, checks: [check.id] }];
  const about = { id: 'tiny', version: '1.0.0', needs: ['shell'], passPoints: 70 } as const;
  return { ...about, tasks, checks: [check] };
}

test('after an abort no clock of a check that never settles keeps the process alive', async () => {
  const before = clocks();
  const controller = new AbortController();
  const never: Check = {
    id: 'never',
    run() {
      queueMicrotask(() => {
        controller.abort(new Error('It took too long.'));
      });
      return new Promise(() => undefined);
    },
  };
  const engine = fakeEngine({});
  const grading = runChecks(
    labOf(never),
    {},
    { engine, seed: 'tiny-ada', signal: controller.signal },
  );
  await assert.rejects(grading, { message: 'It took too long.' });
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(clocks(), before);
});

test('nor does the clock of a program that never ends: what waits for it rejects with the reason', async () => {
  const before = clocks();
  const controller = new AbortController();
  let said: unknown;
  const waits: Check = {
    id: 'waits',
    run: async (probe) => {
      try {
        await probe.run(['endless']);
      } catch (error) {
        said = error;
      }
      return holds;
    },
  };
  const engine = fakeEngine({
    endless: () => {
      setImmediate(() => {
        controller.abort(new Error('It took too long.'));
      });
      return 'hang';
    },
  });
  const grading = runChecks(labOf(waits), {}, { engine, seed: 'x', signal: controller.signal });
  await assert.rejects(grading, { message: 'It took too long.' });
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal((said as Error | undefined)?.message, 'It took too long.');
  assert.equal(clocks(), before);
});
