import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginLabSitting, timeLeftMs } from '#assessment';
import { createMemoryStore, LearnerRecord, type LabAttempt } from '#progress';
import { createBench } from '../../src/components/workbench/bench.ts';
import {
  examAskedFor,
  examWorkKey,
  LabExam,
} from '../../src/components/workbench/exam/lab-exam.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 26, 10, 0);
const ORDER = {
  exam: 'professional',
  lab: 'pin-the-data',
  minutes: 120,
  pauses: { count: 2, minutes: 10 },
  pass: 70,
};
const check = (id: string, must = false) => ({ id, claim: 'It holds.', must });
const SHEET = {
  id: 'pin-the-data',
  tasks: [
    { id: 'a', title: 'A', summary: 'A.', points: 80, hints: [], checks: [check('one', true)] },
    { id: 'b', title: 'B', summary: 'B.', points: 20, hints: [], checks: [check('two')] },
  ],
};

/** A lab in exam mode on a device whose clock a test moves. */
async function sitting(extraPercent = 0) {
  const record = new LearnerRecord(createMemoryStore());
  const begun = beginLabSitting(ORDER, 'lina', [], extraPercent, new Date(START));
  await record.keepLabSitting(begun);
  const bench = createBench();
  bench.exam.value = begun;
  const device = { wall: START, measured: 0, ended: 0 };
  const exam = new LabExam({
    record,
    sheet: SHEET,
    bench,
    onEnd: () => {
      device.ended += 1;
    },
    clocks: { now: () => new Date(device.wall), measured: () => device.measured },
  });
  const pass = async (ms: number): Promise<void> => {
    device.wall += ms;
    device.measured += ms;
    await exam.tick();
  };
  const now = () => {
    const { value } = bench.exam;
    assert.ok(value);
    return value;
  };
  const attempt = (id: string, points: number, verdicts: LabAttempt['verdicts'], of?: string) =>
    record.addAttempt({
      id,
      lab: 'pin-the-data',
      labVersion: '1.0.0',
      seed: begun.seed,
      engine: 'embedded',
      startedAt: new Date(device.wall).toISOString(),
      durationMs: 1,
      points,
      maxPoints: 100,
      verdicts,
      hintsUsed: {},
      solutionSeen: false,
      ...(of === undefined ? {} : { sitting: of }),
    });
  return { record, begun, exam, device, pass, now, attempt };
}

test('an address with the exam finds its open sitting, whose work lies apart from the practice', async () => {
  const { record, begun } = await sitting();
  assert.deepEqual(await examAskedFor(record, 'pin-the-data', '?exam=professional'), begun);
  assert.equal(await examAskedFor(record, 'pin-the-data', ''), undefined);
  assert.equal(await examAskedFor(record, 'pin-the-data', '?exam=engineer'), undefined);
  assert.equal(await examAskedFor(record, 'other', '?exam=professional'), undefined);
  assert.equal(examWorkKey(begun), 'pin-the-data-exam-professional-1');
});

test('the time goes on, stands still in two pauses and is kept', async () => {
  const { record, exam, pass, now } = await sitting();
  await pass(30 * MINUTE);
  await exam.pause();
  await pass(5 * MINUTE);
  assert.equal(timeLeftMs(now().clock), 90 * MINUTE);
  await exam.goOn();
  await pass(10 * MINUTE);
  await exam.pause();
  await pass(60 * MINUTE);
  assert.equal(now().clock.isPaused, false, 'a pause ends by itself after 10 minutes');
  assert.equal(timeLeftMs(now().clock), 30 * MINUTE);
  await assert.rejects(exam.pause(), RangeError);
  const [kept] = await record.labSittings('professional');
  assert.deepEqual(kept?.clock, now().clock);
});

test('at the end the last Check of this sitting counts, practice before it does not', async () => {
  const { record, begun, exam, device, pass, now, attempt } = await sitting();
  await attempt('1', 100, { one: 'pass', two: 'pass' });
  await pass(MINUTE);
  await attempt('2', 80, { one: 'pass', two: 'fail' }, begun.id);
  await exam.end('learner');
  assert.deepEqual(now().end?.result, { points: 80, maxPoints: 100, passed: true, unmet: [] });
  assert.equal(device.ended, 1);
  // Its work can be looked at and handed in until the next sitting begins.
  assert.deepEqual(await examAskedFor(record, 'pin-the-data', '?exam=professional'), now());
  const next = beginLabSitting(ORDER, 'lina', [now()], 0, new Date(device.wall));
  await record.keepLabSitting(next);
  assert.deepEqual(await examAskedFor(record, 'pin-the-data', '?exam=professional'), next);
});

test('nobody passes without a must-check, whatever the points', async () => {
  const { begun, exam, now, attempt } = await sitting();
  await attempt('1', 90, { one: 'fail', two: 'pass' }, begun.id);
  await exam.end('learner');
  assert.deepEqual(now().end?.result, {
    points: 90,
    maxPoints: 100,
    passed: false,
    unmet: ['one'],
  });
});

test('at the limit it ends by itself, once, and without a Check nothing counts', async () => {
  const { device, pass, now } = await sitting(50);
  await pass(179 * MINUTE);
  assert.equal(now().end, undefined);
  await pass(2 * MINUTE);
  await pass(MINUTE);
  assert.deepEqual(now().end, { at: new Date(START + 181 * MINUTE).toISOString(), by: 'time' });
  assert.equal(device.ended, 1);
});
