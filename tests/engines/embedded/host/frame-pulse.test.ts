import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setImmediate as rest } from 'node:timers/promises';
import { watchPulse } from '../../../../src/engines/embedded/host/frame-pulse.ts';

/** Lets beats pass, each with the turns in which its answer is heard. */
async function pass(context: TestContext, beats: number): Promise<void> {
  for (let beat = 0; beat < beats; beat += 1) {
    context.mock.timers.tick(1_000);
    await rest();
  }
}

/** A pulse that writes down what it does, on a page whose turns take as long as `turn` does. */
function watched(context: TestContext, turn: () => Promise<void> = () => Promise.resolve()) {
  context.mock.timers.enable({ apis: ['setInterval'] });
  const told: string[] = [];
  const pulse = watchPulse(
    () => told.push('asked'),
    () => told.push('silent'),
    turn,
  );
  return { told, pulse };
}

test('a frame that answers late is alive; one that leaves twelve questions unanswered is not, and that is told once', async (context) => {
  const { told, pulse } = watched(context);
  await pass(context, 11);
  pulse.answered();
  assert.equal(told.length, 11);
  await pass(context, 12);
  assert.equal(told.length, 23);
  await pass(context, 60);
  assert.deepEqual(told.slice(22), ['asked', 'silent']);
});

test('a question counts only once the page has heard all that came before its answer', async (context) => {
  const heard: (() => void)[] = [];
  const { told, pulse } = watched(context, () => new Promise((resolve) => heard.push(resolve)));
  await pass(context, 60);
  assert.deepEqual(told, ['asked'], 'a page that is flooded asks no more');
  for (let question = 1; question <= 12; question += 1) {
    for (let way = 0; way < 2; way += 1) {
      heard.shift()?.();
      await rest();
    }
    await pass(context, 1);
  }
  assert.deepEqual(told, [...Array<string>(12).fill('asked'), 'silent']);
  pulse.stop();
});

test('a frame that was closed is not asked any more', async (context) => {
  const { told, pulse } = watched(context);
  pulse.stop();
  await pass(context, 60);
  assert.deepEqual(told, []);
});
