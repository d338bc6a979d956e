import assert from 'node:assert/strict';
import { mock, test, type TestContext } from 'node:test';
import { LabError } from '#container';
import { Saver, type SaveState } from '../../src/components/workbench/saver.ts';
import { clockTime, saveInWords } from '../../src/components/workbench/save-words.ts';

interface Bench {
  readonly saver: Saver;
  readonly states: string[];
  readonly writes: number[];
  answer: (write: number) => Promise<void>;
}

function bench(context: TestContext): Bench {
  context.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const states: string[] = [];
  const writes: number[] = [];
  const made: Bench = {
    states,
    writes,
    answer: () => Promise.resolve(),
    saver: new Saver({
      write: () => {
        writes.push(Date.now() - 1_000_000);
        return made.answer(writes.length);
      },
      onState: (state: SaveState) => states.push(state.kind),
    }),
  };
  return made;
}

/** Lets promises that are ready run on. */
const settle = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

test('a change is saved 300 ms after the last one', async (context) => {
  const { saver, writes, states } = bench(context);
  saver.changed();
  context.mock.timers.tick(200);
  saver.changed();
  context.mock.timers.tick(299);
  assert.deepEqual(writes, []);
  context.mock.timers.tick(1);
  await settle();
  assert.deepEqual(writes, [500]);
  assert.deepEqual(states, ['saving', 'saved']);
  assert.equal(saver.isDirty, false);
});

test('somebody who never stops typing is saved every 900 ms', (context) => {
  const { saver, writes } = bench(context);
  for (let at = 0; at < 900; at += 100) {
    saver.changed();
    context.mock.timers.tick(100);
  }
  assert.deepEqual(writes, [900]);
});

test('two saves never run at a time; what changed meanwhile is saved next', async (context) => {
  const made = bench(context);
  const { saver, writes } = made;
  let finish: () => void = () => undefined;
  made.answer = () => new Promise((resolve) => (finish = resolve));
  saver.changed();
  context.mock.timers.tick(300);
  saver.changed();
  context.mock.timers.tick(2_000);
  assert.deepEqual(writes, [300]);
  finish();
  await settle();
  context.mock.timers.tick(300);
  assert.deepEqual(writes, [300, 2_600]);
});

test('flush saves at once, and once more what changed while it was written', async (context) => {
  const made = bench(context);
  const { saver, writes } = made;
  saver.changed();
  await saver.flush();
  assert.deepEqual(writes, [0]);
  await saver.flush();
  assert.deepEqual(writes, [0]);
});

test('a failed save says so, since when, and why; the next one is tried after 15 s', async (context) => {
  const made = bench(context);
  const full = new LabError('StorageFull', 'The browser’s storage is full.');
  made.answer = (write) => (write === 1 ? Promise.reject(full) : Promise.resolve());
  const { saver, states, writes } = made;
  saver.changed();
  context.mock.timers.tick(300);
  await settle();
  assert.deepEqual(states, ['saving', 'unsaved']);
  assert.equal(saver.isDirty, true);
  context.mock.timers.tick(15_000);
  await settle();
  assert.deepEqual(writes, [300, 15_300]);
  assert.deepEqual(states, ['saving', 'unsaved', 'saving', 'saved']);
});

test('a flush that fails ends, and does not try without end', async (context) => {
  const made = bench(context);
  made.answer = () => Promise.reject(new Error('closed'));
  made.saver.changed();
  await made.saver.flush();
  assert.deepEqual(made.states, ['saving', 'unsaved']);
});

test('the five states of the look, in words', () => {
  const at = new Date(2026, 10, 23, 9, 41, 7);
  const why = new LabError('StorageFull', 'The browser’s storage is full.');
  assert.equal(clockTime(at), '09:41:07');
  assert.deepEqual(saveInWords({ kind: 'saved', at }), {
    glyph: 'pass',
    tone: 'plain',
    text: 'Saved on this device',
    time: '09:41:07',
  });
  assert.deepEqual(saveInWords({ kind: 'unsaved', since: at, why }), {
    glyph: 'fail',
    tone: 'fail',
    text: 'Not saved since',
    time: '09:41:07',
    more: 'The browser’s storage is full.',
  });
  assert.deepEqual(saveInWords({ kind: 'saving' }), {
    glyph: 'run',
    tone: 'plain',
    text: 'Saving',
  });
  assert.equal(saveInWords({ kind: 'memory', why }).text, 'In memory only');
  assert.equal(
    saveInWords({ kind: 'elsewhere', since: undefined }).text,
    'Also open in another tab',
  );
  mock.reset();
});
