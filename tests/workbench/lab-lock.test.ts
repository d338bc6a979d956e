import assert from 'node:assert/strict';
import { once } from 'node:events';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { LabLock } from '../../src/components/workbench/lab-lock.ts';

/** A tab of the browser, as far as the lock sees it. */
class Tab {
  readonly heard: string[] = [];
  readonly events = new EventEmitter();
  readonly lock: LabLock;

  constructor(lab: string, saves: () => Promise<void> = () => Promise.resolve()) {
    const hear = (what: string) => {
      this.heard.push(what);
      this.events.emit(what);
    };
    this.lock = new LabLock(
      lab,
      {
        onAsked: async () => {
          hear('asked');
          await saves();
        },
        onLost: () => hear('lost'),
        onFree: () => hear('free'),
        onHeld: () => hear('held'),
      },
      navigator.locks,
      PATIENCE_MS,
    );
  }
}

const PATIENCE_MS = 50;

test('the first tab has the lab; the second is told that it is held', async () => {
  const [first, second] = [new Tab('a'), new Tab('a')];
  assert.equal(await first.lock.acquire(), true);
  const held = once(second.events, 'held');
  assert.equal(await second.lock.acquire(), false);
  await held;
  assert.equal(first.lock.isHeld, true);
  assert.equal(second.lock.isHeld, false);
  first.lock.close();
  second.lock.close();
});

test('a tab that takes over gets the lab after the other has saved', async () => {
  let isSaved = false;
  const first = new Tab('b', async () => {
    await Promise.resolve();
    isSaved = true;
  });
  const second = new Tab('b');
  await first.lock.acquire();
  await second.lock.acquire();
  const lost = once(first.events, 'lost');
  await second.lock.takeOver();
  await lost;
  assert.equal(isSaved, true);
  assert.deepEqual(first.heard, ['asked', 'lost']);
  assert.equal(second.lock.isHeld, true);
  assert.equal(first.lock.isHeld, false);
  second.lock.close();
  await once(first.events, 'free');
  assert.equal(first.lock.isHeld, true);
  first.lock.close();
});

test('when the tab that has the lab goes away, the waiting one gets it', async () => {
  const [first, second] = [new Tab('c'), new Tab('c')];
  await first.lock.acquire();
  await second.lock.acquire();
  const free = once(second.events, 'free');
  first.lock.close();
  await free;
  assert.equal(second.lock.isHeld, true);
  second.lock.close();
});

test('a tab that was too slow to save waits for the lab that was taken from it', async () => {
  let saved: () => void = () => undefined;
  const first = new Tab('g', () => new Promise((resolve) => (saved = resolve)));
  const second = new Tab('g');
  await first.lock.acquire();
  await second.lock.acquire();
  const lost = once(first.events, 'lost');
  await second.lock.takeOver();
  await lost;
  assert.equal(second.lock.isHeld, true);
  saved();
  const free = once(first.events, 'free');
  second.lock.close();
  await free;
  assert.deepEqual(first.heard, ['asked', 'lost', 'free']);
  assert.equal(first.lock.isHeld, true);
  first.lock.close();
});

test('other labs are other locks', async () => {
  const [first, second] = [new Tab('d'), new Tab('e')];
  assert.equal(await first.lock.acquire(), true);
  assert.equal(await second.lock.acquire(), true);
  first.lock.close();
  second.lock.close();
});

test('where the browser has no locks every tab has the lab', async () => {
  const quiet = () => undefined;
  const events = { onAsked: () => Promise.resolve(), onLost: quiet, onFree: quiet, onHeld: quiet };
  const lock = new LabLock('f', events);
  assert.equal(await lock.acquire(), true);
  assert.equal(lock.isHeld, true);
  lock.close();
});
