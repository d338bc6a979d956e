import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flag, keepAnswer, timeLeftMs, type ExamPaper } from '#assessment';
import { createMemoryStore, LearnerRecord, type RecordStore } from '#progress';
import {
  beginExam,
  readOpenSitting,
  SittingKeeper,
} from '../../../src/components/assessment/exam/sitting-keeper.ts';
import { bankFor, L1_SLOTS } from './exam-bank.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 26, 10, 0);
const RULE = { first: 24, next: 168 };
const PAPER: ExamPaper = {
  exam: 'foundations',
  title: 'MLOps Foundations',
  slots: L1_SLOTS,
  minutes: 50,
  pass: 70,
  items: bankFor(L1_SLOTS),
  bankSha256: 'b'.repeat(64),
};

/** A device with a clock that a test moves, and pages that are opened on it. */
class Device {
  readonly record: LearnerRecord;
  wall = START;
  measured = 0;

  constructor(store: RecordStore = createMemoryStore()) {
    this.record = new LearnerRecord(store);
  }

  pass(ms: number): void {
    this.wall += ms;
    this.measured += ms;
  }

  begin(extraPercent = 0) {
    return beginExam(this.record, PAPER, extraPercent, RULE, new Date(this.wall));
  }

  async open(): Promise<SittingKeeper> {
    const kept = await readOpenSitting(this.record, 'foundations');
    assert.ok(kept);
    // A page's own clock begins with the page.
    const opened = this.measured;
    return new SittingKeeper(this.record, kept, () => undefined, {
      now: () => new Date(this.wall),
      measured: () => this.measured - opened,
    });
  }
}

test('every answer is kept at once, and a page that is gone takes none of them away', async () => {
  const device = new Device();
  const { sitting } = await device.begin();
  const [first = '', second = ''] = sitting.items;
  const page = await device.open();
  page.change((now) => keepAnswer(now, first, 2));
  page.change((now) => keepAnswer(now, first, 1));
  page.change((now) => flag(now, second, true));
  assert.equal(page.state.save, 'saving');
  await page.flush();
  assert.equal(page.state.save, 'saved');

  device.pass(3 * MINUTE);
  const again = await device.open();
  const { marks, clock } = again.state.sitting;
  assert.equal(marks[first]?.answer, 1);
  assert.equal(marks[second]?.isFlagged, true);
  await again.tick();
  assert.equal(timeLeftMs(again.state.sitting.clock), 47 * MINUTE);
  assert.equal(clock.setBack, 0);
});

test('the questions are kept with the sitting: an update of the site in the middle changes nothing', async () => {
  const device = new Device();
  const { sitting } = await device.begin();
  const kept = await readOpenSitting(device.record, 'foundations');
  assert.deepEqual(kept?.paper.items.map(({ id }) => id).sort(), [...sitting.items].sort());
  assert.equal(kept.paper.items.length, 40);
});

test('a clock that is set back gives no time, on the page and while it is closed', async () => {
  const device = new Device();
  await device.begin();
  const page = await device.open();
  device.pass(20 * MINUTE);
  await page.tick();
  device.wall -= 180 * MINUTE;
  device.measured += MINUTE;
  await page.tick();
  assert.equal(timeLeftMs(page.state.sitting.clock), 29 * MINUTE);
  page.change((now) => flag(now, now.items[0] ?? '', true));
  await page.flush();

  device.wall -= 60 * MINUTE;
  const again = await device.open();
  await again.tick();
  assert.equal(timeLeftMs(again.state.sitting.clock), 29 * MINUTE);
  assert.equal(again.state.sitting.clock.setBack, 2);
});

test('at the limit it ends by itself with what is answered, also when the page was closed', async () => {
  const device = new Device();
  const { sitting } = await device.begin(50);
  const page = await device.open();
  for (const id of sitting.items.slice(0, 30)) page.change((now) => keepAnswer(now, id, 1));
  await page.flush();
  device.pass(74 * MINUTE);
  await page.tick();
  assert.equal(page.state.result, undefined);
  device.pass(60 * MINUTE);
  const again = await device.open();
  await again.tick();
  const { result } = again.state;
  assert.equal(result?.ended, 'time');
  assert.equal(result.usedMs, 75 * MINUTE);
  assert.equal(result.score.right, 30);
  assert.equal(result.score.passed, true);
  again.change((now) => keepAnswer(now, sitting.items[35] ?? '', 1));
  await again.flush();
  assert.equal(await device.record.openSitting('foundations'), undefined);
  assert.equal((await device.record.examResults('foundations')).length, 1);
});

test('two tabs answer at once and end at once: nothing is lost, one result stands', async () => {
  const device = new Device();
  const { sitting } = await device.begin();
  assert.equal((await device.begin()).sitting.id, sitting.id, 'the open one is gone on with');
  const [one, other] = [await device.open(), await device.open()];
  const [a = '', b = '', c = ''] = sitting.items;
  one.change((now) => keepAnswer(now, a, 1));
  other.change((now) => keepAnswer(now, b, 1));
  await Promise.all([one.flush(), other.flush()]);
  await Promise.all([one.hear(), other.hear()]);
  other.change((now) => keepAnswer(now, c, 1));
  await other.flush();
  const [first, second] = await Promise.all([one.end('learner'), other.end('learner')]);
  assert.equal(first.score.right, 3);
  assert.deepEqual(second, first);
  assert.equal((await device.record.examResults()).length, 1);
});

test('what the storage refuses is said, and tried again with the next change', async () => {
  const store = createMemoryStore();
  let isFull = false;
  const device = new Device({
    ...store,
    write: (changes) => (isFull ? Promise.reject(new Error('No room.')) : store.write(changes)),
    update: (shelves, change) =>
      isFull ? Promise.reject(new Error('No room.')) : store.update(shelves, change),
  });
  const { sitting } = await device.begin();
  const page = await device.open();
  isFull = true;
  page.change((now) => keepAnswer(now, sitting.items[0] ?? '', 1));
  await page.flush();
  assert.deepEqual(page.state.save, { failed: 'No room.' });
  assert.equal(page.state.sitting.marks[sitting.items[0] ?? '']?.answer, 1);
  isFull = false;
  page.change((now) => keepAnswer(now, sitting.items[1] ?? '', 1));
  await page.flush();
  assert.equal(page.state.save, 'saved');
  const kept = await device.record.openSitting('foundations');
  assert.equal(Object.keys(kept?.marks ?? {}).length, 2);
});

test('after a failure the next sitting waits, and draws other questions', async () => {
  const device = new Device();
  await device.begin();
  const result = await (await device.open()).end('learner');
  assert.equal(result.score.passed, false);
  device.pass(23 * 60 * MINUTE);
  await assert.rejects(device.begin(), { name: 'RangeError', message: /too early/ });
  device.pass(60 * MINUTE);
  const { sitting } = await device.begin();
  assert.equal(sitting.number, 2);
  assert.deepEqual(
    sitting.items.filter((id) => result.items.includes(id)),
    [],
  );
});

test('a pack is begun within its window and once, whatever was practised before', async () => {
  const device = new Device();
  await device.begin();
  await (await device.open()).end('learner');
  await assert.rejects(device.begin(), /too early/);
  const pack = {
    sitting: 'spring',
    sha256: 'c'.repeat(64),
    seed: 'd'.repeat(64),
    form: PAPER.items.slice(0, 40).map(({ id }) => id),
    learner: 'lina',
    window: { opensAt: '2026-11-26T10:30:00Z', closesAt: '2026-11-26T11:00:00Z' },
    extraPercent: 0,
  };
  const begin = () => beginExam(device.record, { ...PAPER, pack }, 0, RULE, new Date(device.wall));
  await assert.rejects(begin(), /The window of this pack is not open now/);
  device.pass(35 * MINUTE);
  const { sitting } = await begin();
  assert.equal(timeLeftMs(sitting.clock), 25 * MINUTE);
  await (await device.open()).end('learner');
  await assert.rejects(begin(), /This pack was sat in this browser already/);
  const [, result] = await device.record.examResults('foundations');
  assert.equal(result?.packLearner, 'lina');
});
