import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import {
  evidenceFaultLine,
  hiddenSeed,
  inFreshEngine,
  mismatches,
  regrade,
  writeRegradeRecord,
  writeSubmission,
  type RegradeOptions,
} from '#cohort';
import { textFile } from '#container';
import { doesNotHold, holds, type Check, type GradedLab } from '#grading';
import { fakeEngine } from '../grading/fake-engine.ts';
import { ABOUT, KEY, OTHER_KEY } from './example.ts';

const SECRET = new Uint8Array(32).fill(5);
const WORK = { 'answer.txt': textFile('42\n') };
const HERE = { id: 'pin-the-data', version: '1.2.0', sha256: 'a1'.repeat(32) };
const wrong = doesNotHold({ summary: 'No.', ran: 'cat', cameBack: '1', expected: '2' });

/** A lab of these two checks; `seen` is told the seeds of the grading. */
function labOf(pinned: Check['run'], seen: string[] = []): GradedLab {
  const fresh: Check = {
    id: 'lock-is-fresh',
    run(probe) {
      seen.push(probe.seed, probe.hiddenSeed(1));
      return Promise.resolve(holds);
    },
  };
  const checks = [fresh, { id: 'data-is-pinned', run: pinned }];
  const tasks = [{ id: 'pin', points: 100, checks: checks.map(({ id }) => id) }];
  return {
    id: HERE.id,
    version: HERE.version,
    needs: ['shell'],
    passPoints: 70,
    tasks,
    checks,
  };
}

const optionsOf = (lab: GradedLab, more: Partial<RegradeOptions> = {}): RegradeOptions => ({
  labOf: (id) => Promise.resolve(id === lab.id ? { lab, identity: HERE } : undefined),
  grade: inFreshEngine(() => fakeEngine({}), { timeLimitMs: 60_000 }),
  grader: ABOUT.grader,
  engine: ABOUT.engine,
  secret: SECRET,
  gradedAt: '2026-11-27T09:00:00Z',
  gradedBy: 'Ada Instructor',
  ...more,
});

const bundle = await writeSubmission(WORK, ABOUT, KEY);

test('a re-grade rests on the files alone, draws its hidden inputs from the issuer’s secret, and twice gives the same bytes', async () => {
  const seen: string[] = [];
  const options = optionsOf(labOf(() => Promise.resolve(holds), seen));
  const { value } = await regrade(bundle, options);
  assert.ok(value);
  const { record, submission } = value;
  assert.deepEqual(seen, ['7', `${hiddenSeed(SECRET, submission.manifestSha256)}/hidden/1`]);
  assert.deepEqual(record.score, { points: 100, maxPoints: 100, passed: true, unmet: [] });
  assert.deepEqual(record.differences, [
    { check: 'data-is-pinned', selfReported: 'fail', regraded: 'pass' },
  ]);
  assert.deepEqual(mismatches(record), []);
  const again = await regrade(bundle, options);
  assert.ok(again.value);
  const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  assert.equal(
    digest(await writeRegradeRecord(again.value.record, OTHER_KEY)),
    digest(await writeRegradeRecord(record, OTHER_KEY)),
  );
});

test('a hand-in of another edition is graded, and the record says so in words', async () => {
  const lab = labOf(() => Promise.resolve(wrong));
  const identity = { ...HERE, version: '1.3.0', sha256: 'f6'.repeat(32) };
  const { value } = await regrade(
    bundle,
    optionsOf(lab, {
      labOf: () => Promise.resolve({ lab, identity }),
      grader: { ...ABOUT.grader, sha256: 'ab'.repeat(32) },
      engine: { name: 'embedded', version: '0.2.0', sha256: 'cd'.repeat(32) },
    }),
  );
  assert.ok(value);
  assert.deepEqual(value.record.lab, identity);
  assert.deepEqual(value.record.handedInWith.lab, ABOUT.lab);
  assert.equal(value.record.score.passed, false);
  assert.deepEqual(mismatches(value.record), [
    'The lab is another one here: it was made with pin-the-data 1.2.0 (a1a1a1a1a1a1…) and graded with 1.3.0 (f6f6f6f6f6f6…). ' +
      'Tasks, data or checks may differ. Grade it with the edition that it was made with, or say so in your feedback.',
    'The grader is another one here: plumbline 0.1.0 (d4d4d4d4d4d4…) there, plumbline 0.1.0 (abababababab…) here.',
    'The engine is another one here: embedded 0.1.0 (e5e5e5e5e5e5…) there, embedded 0.2.0 (cdcdcdcdcdcd…) here.',
  ]);
});

test('what is no hand-in, and a lab that is not known here, are faults in words', async () => {
  const options = optionsOf(labOf(() => Promise.resolve(holds)));
  const other = await writeSubmission(WORK, { ...ABOUT, lab: { ...HERE, id: 'no-lab' } }, KEY);
  const said = async (bytes: Uint8Array): Promise<string> => {
    const { faults } = await regrade(bytes, options);
    return faults ? evidenceFaultLine(faults[0]) : 'graded';
  };
  assert.equal(
    await said(other),
    'LabUnknown: found a hand-in of the lab "no-lab"; expected a lab of this edition. Grade it with an edition that has this lab.',
  );
  assert.match(
    await said(bundle.slice(0, -30)),
    /^NotReadable: found a ZIP of which the end is missing/,
  );
});

test('a check that breaks makes no record, and a grading without an end is ended', async () => {
  const broken = labOf(() => Promise.reject(new Error('the checks have a fault')));
  await assert.rejects(regrade(bundle, optionsOf(broken)), {
    name: 'RegradeInconclusive',
    message: 'The check "data-is-pinned" could not be judged: Error: the checks have a fault',
  });
  let end: (() => void) | undefined;
  const endless = labOf(() => new Promise((resolve) => (end = () => resolve(holds))));
  const grade = inFreshEngine(() => fakeEngine({}), { timeLimitMs: 50 });
  await assert.rejects(regrade(bundle, optionsOf(endless, { grade })), {
    name: 'GradingTookTooLong',
  });
  end?.();
});
