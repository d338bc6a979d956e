// A file of its own: clocks of other tests would be counted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runChecks, type Check } from '#grading';
import { fakeEngine } from './fake-engine.ts';

test('after an abort no clock of a check that never settles keeps the process alive', async () => {
  const clocks = () => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;
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
  const tasks = [{ id: 'only', points: 100, checks: ['never'] }];
  const lab = {
    id: 'tiny',
    version: '1.0.0',
    needs: ['shell'],
    passPoints: 70,
    tasks,
    checks: [never],
  } as const;
  const engine = fakeEngine({});
  const grading = runChecks(lab, {}, { engine, seed: 'tiny-ada', signal: controller.signal });
  await assert.rejects(grading, { message: 'It took too long.' });
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(clocks(), before);
});
