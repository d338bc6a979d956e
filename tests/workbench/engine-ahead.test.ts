import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EngineAhead } from '../../src/components/workbench/engine-ahead.ts';
import type { ChosenEngine } from '../../src/components/workbench/engine-link.ts';

/** Engines by number, and what was asked of them. */
function starts(name = 'embedded') {
  const asked: string[] = [];
  let count = 0;
  const start = () => {
    const number = (count += 1);
    asked.push(`start ${number}`);
    const engine = {
      name,
      warm: (needs: readonly string[]) => {
        asked.push(`warm ${number}: ${needs.join()}`);
        return Promise.reject(new Error('a part is missing'));
      },
      dispose: () => asked.push(`dispose ${number}`),
    };
    return Promise.resolve({ engine, choices: [name] } as unknown as ChosenEngine);
  };
  return { asked, start };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('an engine begins to load before it is taken, and is taken once', async () => {
  const { asked, start } = starts();
  const ahead = new EngineAhead(start);
  ahead.begin();
  await settled();
  assert.deepEqual(asked, ['start 1', 'warm 1: ']);
  const first = await ahead.take();
  const second = await ahead.take();
  assert.notEqual(first.engine, second.engine);
  assert.deepEqual(asked, ['start 1', 'warm 1: ', 'start 2']);
  ahead.end();
  await settled();
  assert.equal(asked.length, 3);
});

test('an engine that nobody has taken ends with the page', async () => {
  const { asked, start } = starts('webcontainer');
  const ahead = new EngineAhead(start);
  ahead.begin();
  ahead.end();
  await settled();
  assert.deepEqual(asked, ['start 1', 'dispose 1']);
});

test('why an engine does not start is told to the one who takes it', async () => {
  const ahead = new EngineAhead(() => Promise.reject(new Error('no workers here')));
  ahead.begin();
  await settled();
  await assert.rejects(ahead.take(), { message: 'no workers here' });
});
