import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assignmentFragment, assignmentSha256, didOf, learnerKey, readSubmission } from '#cohort';
import { textFile } from '#container';
import { createMemoryStore, digestOf, LearnerRecord, type LabAttempt } from '#progress';
import {
  fileNameOf,
  learnerFault,
  makeHandIn,
} from '../../src/components/workbench/hand-in/hand-in.ts';
import { proposedId } from '../../src/components/assessment/exam/proposed-id.ts';
import { inTheFile } from '../../src/components/workbench/hand-in/hand-in-words.ts';
import { KEY } from '../cohort/example.ts';
import { COHORT, LINA, TERMS } from '../cohort/register/example-cohort.ts';
import type { LabSheet } from '../../src/components/workbench/lab-sheet.ts';

const identity = {
  labSha256: 'a1'.repeat(32),
  grader: { name: 'plumbline', version: '0.1.0', sha256: 'd4'.repeat(32) },
  engine: { name: 'embedded', version: '0.1.0', sha256: 'e5'.repeat(32) },
};
const tasks = [{ id: 'pin', points: 100, checks: [{ id: 'lock-is-fresh' }] }];
const sheet = {
  id: 'pin-the-data',
  title: 'Pin the data',
  version: '1.2.0',
  tasks,
  identity,
} as unknown as LabSheet;
const work = { 'a.txt': textFile('one\n'), '.git/HEAD': textFile('ref: refs/heads/main\n') };
const NOW = new Date('2026-11-26T10:05:07.123Z');

const attempt = (id: string, seed: string, points: number): LabAttempt => ({
  id,
  lab: sheet.id,
  labVersion: '1.2.0',
  labSha256: identity.labSha256,
  seed,
  engine: 'embedded',
  startedAt: `2026-11-26T10:0${id}:00.000Z`,
  durationMs: 12.5,
  points,
  maxPoints: 100,
  verdicts: { 'lock-is-fresh': points === 100 ? 'pass' : 'fail' },
  hintsUsed: { pin: 2 },
  solutionSeen: id === '2',
});

async function someRecord(): Promise<LearnerRecord> {
  const record = new LearnerRecord(createMemoryStore());
  await record.addAttempt(attempt('2', 'mine', 100));
  await record.addAttempt(attempt('1', 'mine', 0));
  await record.addAttempt(attempt('3', 'of another draw', 50));
  return record;
}

test('a hand-in holds the work, the attempts at this draw with hints and solution, and nothing of other draws', async () => {
  const record = await someRecord();
  const source = { sheet, record, seed: 'mine', engineName: 'embedded', work };
  const { bytes, receipt, note } = await makeHandIn(source, 'lina', NOW);
  const { value } = readSubmission(bytes);
  assert.ok(value);
  assert.deepEqual({ ...value.work }, work);
  const { attempts, files, ...about } = value.manifest;
  assert.deepEqual(
    files.map(({ path }) => path),
    ['.git/HEAD', 'a.txt'],
  );
  assert.deepEqual(about, {
    format: 'plumbline-submission',
    formatVersion: 1,
    lab: { id: 'pin-the-data', version: '1.2.0', sha256: identity.labSha256 },
    seed: 'mine',
    learner: 'lina',
    grader: identity.grader,
    engine: identity.engine,
    selfReported: {
      points: 100,
      maxPoints: 100,
      results: [{ check: 'lock-is-fresh', status: 'pass' }],
    },
    createdAt: '2026-11-26T10:05:07.123Z',
  });
  assert.deepEqual(
    attempts.map(({ points, hintsUsed, solutionSeen }) => [points, hintsUsed, solutionSeen]),
    [
      [0, [{ task: 'pin', count: 2 }], false],
      [100, [{ task: 'pin', count: 2 }], true],
    ],
  );
  assert.deepEqual(receipt, {
    id: digestOf(bytes),
    fileName: 'pin-the-data.lina.2026-11-26-100507.submission.zip',
    sizeBytes: bytes.length,
    lab: 'pin-the-data',
    labVersion: '1.2.0',
    learner: 'lina',
    handedInAt: '2026-11-26T10:05:07.123Z',
    points: 100,
    maxPoints: 100,
    signer: didOf(await learnerKey(record)),
  });
  assert.equal(note, undefined);
});

test('work that was never checked is handed in with no result, and on another engine without a digest of it', async () => {
  const record = new LearnerRecord(createMemoryStore());
  const source = { sheet, record, seed: 'mine', engineName: 'webcontainer', work };
  const { bytes, receipt } = await makeHandIn(source, 'lina', NOW);
  const manifest = readSubmission(bytes).value?.manifest;
  assert.deepEqual(manifest?.selfReported, { points: 0, maxPoints: 100, results: [] });
  assert.deepEqual(manifest.engine, { name: 'webcontainer', version: 'of StackBlitz' });
  assert.deepEqual([receipt.points, receipt.maxPoints], [0, 100]);
});

test('the dialog says what is in the file, in the learner’s own numbers', async () => {
  const record = await someRecord();
  const attempts = (await record.attempts()).filter(({ seed }) => seed === 'mine');
  assert.deepEqual(inTheFile(sheet, work, attempts), [
    '1 file and your Git history, with the names in its commits, 25 bytes',
    'the lab (pin-the-data 1.2.0), its grader and engine, and the seed of your data',
    '2 Checks with time and verdicts, the last with 100 of 100 points',
    '2 hints opened and that the solution was seen, as of your last Check',
    'the time on this device’s clock, the id below, and the signature of this browser’s key',
  ]);
  assert.deepEqual(inTheFile(sheet, { 'a.txt': textFile('') }, []).slice(2, 4), [
    'that no Check was run',
    'that no hint was opened and that the solution was not seen, as of your last Check',
  ]);
});

test('an id is any one line, and a file’s name has letters that every file system has', async () => {
  assert.deepEqual(['lina', 'Lina Öz 42', 'ليلى'].map(learnerFault), [
    undefined,
    undefined,
    undefined,
  ]);
  assert.equal(learnerFault(''), 'Type an id, or take the one that was proposed.');
  assert.equal(learnerFault('<b>'), 'It has a character that an id cannot have.');
  assert.equal(learnerFault('x'.repeat(201)), 'It has 201 characters; 200 are the most.');
  const time = NOW.toISOString();
  assert.deepEqual(
    ['Lina Öz', '../../etc', 'ليلى'].map((learner) => fileNameOf('a-lab', learner, time)),
    [
      'a-lab.Lina-Oz.2026-11-26-100507.submission.zip',
      'a-lab.etc.2026-11-26-100507.submission.zip',
      'a-lab.learner.2026-11-26-100507.submission.zip',
    ],
  );
  const record = new LearnerRecord(createMemoryStore());
  const source = { sheet, record, seed: 'mine', engineName: 'embedded', work };
  await assert.rejects(makeHandIn(source, 'a\nb', NOW), { name: 'IdNotPossible' });
  assert.equal(await record.keptKey('hand-in'), undefined);
});

test('a hand-in of assigned work names the terms by their digest, and the receipt the attempt', async () => {
  const record = await someRecord();
  const assigned = { id: 'c-1/week-1', attempt: 2, sha256: 'ab'.repeat(32) };
  const source = { sheet, record, seed: 'mine', engineName: 'embedded', work, assigned };
  const { bytes, receipt } = await makeHandIn(source, 'p-1', NOW);
  assert.equal(readSubmission(bytes).value?.manifest.assignmentSha256, 'ab'.repeat(32));
  assert.deepEqual([receipt.assigned, receipt.attempt], ['c-1/week-1', 2]);
});

test('the work of an exam’s sitting answers the assignment with that exam, under the id that it gives the learner', async () => {
  const record = await someRecord();
  const sitting = { id: 'professional/pin-the-data/1', exam: 'professional' };
  const source = { sheet, record, seed: 'mine', engineName: 'embedded', work, sitting };
  const alone = await makeHandIn(source, 'lina', NOW);
  const before = readSubmission(alone.bytes).value?.manifest;
  assert.deepEqual([before?.exam, before?.assignmentSha256], ['professional', undefined]);
  assert.equal(alone.receipt.sitting, sitting.id);

  const terms = {
    ...TERMS,
    title: 'The exam week',
    items: [{ kind: 'exam' as const, id: 'professional', title: 'Professional: the exam' }],
  };
  const fragment = await assignmentFragment(COHORT, { terms }, LINA.id, KEY, NOW);
  await record.keepAssignment({
    id: `${COHORT.id}/${terms.id}`,
    title: terms.title,
    link: fragment,
    learner: LINA.id,
    signer: didOf(await learnerKey(record)),
    keptAt: NOW.toISOString(),
  });
  assert.deepEqual(await proposedId(record, 'professional'), {
    learner: LINA.id,
    assigned: 'The exam week',
  });
  assert.equal((await proposedId(record, 'engineer')).learner, await record.learnerId());
  const made = await makeHandIn(source, LINA.id, NOW);
  const { manifest } = readSubmission(made.bytes).value ?? {};
  assert.deepEqual(
    [manifest?.exam, manifest?.assignmentSha256],
    ['professional', assignmentSha256(terms)],
  );
  assert.equal(made.note, 'It answers “The exam week”.');
  const other = await makeHandIn(source, 'somebody-else', NOW);
  assert.equal(readSubmission(other.bytes).value?.manifest.assignmentSha256, undefined);
});
