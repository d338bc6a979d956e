import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { didOf, readCertificateBatch, writeExamRecord } from '#cohort';
import { readCsv } from '#formats';
import { EXAM_RECORD } from '../cohort/example-record.ts';
import { cohortZip, GRADER, madeCohort } from '../cohort/gradebook/made-cohort.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-cohort-'));
const file = join(folder, 'autumn.cohort.zip');
before(async () => writeFileSync(file, await cohortZip(await madeCohort(12))));
after(() => rmSync(folder, { recursive: true }));

function cohort(...args: string[]): { code: number | null; out: string; err: string } {
  const run = spawnSync(process.execPath, ['src/cli/cohort.ts', ...args], { encoding: 'utf8' });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

test('a cohort from its file gives a gradebook in each form, with feedback', () => {
  const plain = cohort('gradebook', file, '--feedback', join(folder, 'feedback'));
  assert.equal(plain.code, 0, plain.err);
  const { columns, rows } = readCsv(plain.out);
  assert.deepEqual(columns.slice(4, 8), [
    'Pin the data',
    'Pin the data passed',
    'Pin the data note',
    'Sign the contract',
  ]);
  assert.deepEqual(rows[2]?.slice(0, 8), [
    'p-000002',
    'نورا الخطيب 2',
    'learner2@example.test',
    'C',
    '65',
    'no',
    '2 days late: 20 taken off 85.',
    '65',
  ]);
  assert.equal(rows[1]?.[1], `'=Jo "Ö" Müller 1`);
  const feedback = readFileSync(join(folder, 'feedback', 'p-000003.html'), 'utf8');
  assert.match(feedback, /<b class="open">Does not hold\.<\/b>/);
  const moodle = cohort('gradebook', file, '--for', 'moodle', '--by', 'idNumber');
  assert.match(moodle.err, /^نورا الخطيب 2 has no id number\.$/mu);
  const exported = join(folder, 'canvas.csv');
  writeFileSync(
    exported,
    'Student,ID,SIS User ID,SIS Login ID,Section,Pin the data (7)\n    Points Possible,,,,,10\nX,1,1000,,S,\n',
  );
  const canvas = cohort('gradebook', file, '--for', 'canvas', '--export', exported);
  assert.match(canvas.out, /^X,1,1000,,S,7\.5$/m);
  const wrong = cohort('gradebook', file, '--for', 'sakai');
  assert.deepEqual(
    [wrong.code, wrong.err],
    [
      2,
      'UsageError: --for is "sakai"; expected plain, moodle, canvas.\n  npm run cohort -- --help tells all options.\n',
    ],
  );
});

test('a report names nobody unless it is asked to', () => {
  const report = cohort('report', file, '--format', 'csv');
  assert.equal(report.code, 0, report.err);
  assert.doesNotMatch(report.out, /Ada|p-0000/);
  assert.match(report.out, /^cohort,"?Platform, autumn 2026"?,people,12\r$/m);
  assert.match(cohort('report', file, '--names').out, /Ada Lovelace 0/);
});

test('who has met the rule and both parts is told, and goes into a batch of signed records', async () => {
  const batch = join(folder, 'foundations.batch.json');
  const given = ['certify', file, '--certificate', 'foundations', '--out', batch];
  const without = cohort(...given);
  assert.match(
    without.out,
    /^p-000000 {2}not yet\n {4}MLOps Foundations needs a record of its knowledge exam \(\*\.exam-regrade\.json\)\.$/m,
  );
  assert.match(without.out, /^0 of 12 may have it: MLOps Foundations\.$/m);
  const exams: string[] = [];
  for (let at = 0; at < 12; at += 1) {
    const score = { right: 30, of: 40, pass: 70, passed: true };
    const learner = `p-${String(at).padStart(6, '0')}`;
    const record = { ...EXAM_RECORD, exam: 'foundations', learner, score };
    const path = join(folder, `${learner}.exam-regrade.json`);
    writeFileSync(path, await writeExamRecord(record, GRADER));
    exams.push('--record', path);
  }
  const run = cohort(...given, ...exams);
  assert.equal(run.code, 0, run.err);
  assert.match(run.out, /^p-000000 {2}has met the rule$/m);
  assert.match(
    run.out,
    /^p-000005 {2}not yet\n {4}0 of 2 passed\. Pin the data: Nothing handed in; Sign the contract: Nothing handed in\.$/m,
  );
  const { people } = readCertificateBatch(readFileSync(batch, 'utf8'));
  assert.deepEqual(
    [...new Set(people.flatMap(({ records }) => records.map(({ signer }) => signer)))],
    [didOf(GRADER)],
  );
  assert.match(
    run.out,
    new RegExp(`^${people.length} of 12 may have it: MLOps Foundations\\.$`, 'm'),
  );
});
