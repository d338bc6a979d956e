import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HandIn, HandInGrading } from '#cohort';
import { RegradeDesk } from '../../src/components/teach/regrade/regrade-desk.ts';
import { EXAM_RECORD } from './example-record.ts';
import { handInOf, LINA } from './register/example-cohort.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(64));
const judged: HandInGrading = {
  status: 'judged',
  record: EXAM_RECORD,
  signedRecord: '{}',
};

/** A store of five hand-ins, and gradings that end when they are told to. */
function setUp() {
  const kept = new Map<string, HandIn>(
    IDS.map((id) => [id, handInOf(LINA, id, `${id[0] ?? ''}.zip`)]),
  );
  const open = new Map<string, (grading: HandInGrading | Error) => void>();
  const desk = new RegradeDesk({
    bundle: () => Promise.resolve(new Uint8Array(5)),
    updateHandIn: ({ bundleSha256 }, change) => {
      const before = kept.get(bundleSha256);
      assert.ok(before);
      const after = change(before);
      kept.set(bundleSha256, after);
      return Promise.resolve(after);
    },
  });
  const grade = ({ bundleSha256 }: HandIn): Promise<HandInGrading> =>
    new Promise((resolve, reject) => {
      open.set(bundleSha256, (grading) => {
        open.delete(bundleSha256);
        if (grading instanceof Error) reject(grading);
        else resolve(grading);
      });
    });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const end = async (grading: HandInGrading | Error = judged) => {
    [...open.values()][0]?.(grading);
    await settle();
  };
  const statuses = () => IDS.map((id) => kept.get(id)?.grading.status).join(' ');
  return { desk, kept, open, grade, settle, end, statuses };
}

test('how long the rest takes follows from works of the same item: an exam, judged at once, says nothing of a lab', async () => {
  const { desk, kept, grade, settle, end } = setUp();
  const [first, ...labs] = [...kept.values()];
  assert.ok(first);
  const exam: HandIn = { ...first, item: { kind: 'exam', id: 'foundations' } };
  const run = desk.run([exam, ...labs], 1, grade);
  await settle();
  const told: (number | undefined)[] = [];
  while (desk.state.value !== 'idle') {
    await end();
    told.push(desk.progress.value.leftMs);
  }
  assert.equal(told.length, 5);
  assert.equal(told[0], undefined);
  assert.ok(told.slice(1, 4).every((ms) => ms !== undefined && ms > 0));
  assert.equal(told[4], 0);
  await run;
});

test('so many are graded at a time, each is kept at once, and a failure is told and charged to nobody', async () => {
  const { desk, kept, open, grade, settle, end, statuses } = setUp();
  const run = desk.run([...kept.values()], 2, grade);
  await settle();
  assert.equal(open.size, 2);
  await end();
  assert.equal(statuses(), 'judged waiting waiting waiting waiting');
  await end(new Error('the engine broke'));
  await end();
  await end();
  const { done, of, failed, underWay } = desk.progress.value;
  assert.deepEqual([done, of, failed, underWay.length], [4, 5, 1, 1]);
  await end();
  await run;
  assert.equal(statuses(), 'judged failed judged judged judged');
  const grading = kept.get(IDS[1] ?? '')?.grading;
  assert.equal(grading?.status === 'failed' && grading.reason, 'the engine broke');
  assert.equal(desk.state.value, 'idle');
});

test('a pause finishes what is under way; after it the batch goes on, or is ended and goes on later', async () => {
  const { desk, kept, open, grade, settle, end, statuses } = setUp();
  const run = desk.run([...kept.values()], 2, grade);
  await settle();
  desk.pause();
  assert.equal(desk.state.value, 'pausing');
  await end();
  await end();
  assert.equal(desk.state.value, 'paused');
  assert.equal(open.size, 0);
  desk.resume();
  await settle();
  assert.equal(open.size, 2);
  desk.stop();
  await end();
  await end();
  await run;
  assert.equal(statuses(), 'judged judged judged judged waiting');
  const waiting = [...kept.values()].filter(({ grading }) => grading.status === 'waiting');
  const rest = desk.run(waiting, 4, grade);
  await settle();
  assert.equal(open.size, 1);
  await end();
  await rest;
  assert.equal(statuses(), 'judged judged judged judged judged');
});

test('when a result cannot be kept nothing more is begun, and the reason is told', async () => {
  const { kept, grade, settle, end, open } = setUp();
  const desk = new RegradeDesk({
    bundle: () => Promise.resolve(new Uint8Array(5)),
    updateHandIn: () => Promise.reject(new Error('The browser’s storage is full.')),
  });
  const run = desk.run([...kept.values()], 1, grade);
  await settle();
  const rejected = assert.rejects(run, { message: 'The browser’s storage is full.' });
  await end();
  await rejected;
  assert.equal(open.size, 0);
});
