import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  didOf,
  softwareKey,
  takeRecords,
  writeExamRecord,
  writeRegradeRecord,
  type HandIn,
} from '#cohort';
import { EXAM_RECORD, RECORD } from './example-record.ts';
import { handInOf, LINA } from './register/example-cohort.ts';

const KEY = softwareKey(new Uint8Array(32).fill(11));
const OTHER = softwareKey(new Uint8Array(32).fill(12));
const SIGNER = didOf(KEY);
const lab: HandIn = {
  ...handInOf(LINA, 'aa'.repeat(32), 'lina.submission.zip'),
  grading: { status: 'waiting' },
};
const exam: HandIn = {
  ...lab,
  bundleSha256: 'bb'.repeat(32),
  item: { kind: 'exam', id: 'foundations' },
  notes: ['Another browser than last time.'],
  isLate: false,
};
const ofLab = { ...RECORD, bundleSha256: lab.bundleSha256 };
const fileOfLab = async (more: Partial<typeof RECORD> = {}, key = KEY) => ({
  name: 'a.regrade.json',
  bytes: await writeRegradeRecord({ ...ofLab, ...more }, key),
});

test('records give hand-ins their gradings: of a lab with what was said, of an exam with what needs an eye', async () => {
  const results = [
    { check: 'lock-is-fresh', status: 'fail' as const },
    { check: 'data-is-pinned', status: 'pass' as const },
  ];
  const said = {
    check: 'lock-is-fresh',
    durationMs: 0,
    status: 'fail' as const,
    summary: 'The lock is older than the data.',
    ran: 'dvc status',
    cameBack: 'changed deps',
    expected: 'nothing to do',
  };
  const judged = {
    ...EXAM_RECORD,
    submissionSha256: exam.bundleSha256,
    isLate: true,
    notes: ['It was ended after its time.'],
  };
  const { handIns, taken, left } = takeRecords(
    [lab, exam],
    [
      { ...(await fileOfLab({ results })), verdicts: [said] },
      { name: 'b.exam-regrade.json', bytes: await writeExamRecord(judged, KEY) },
    ],
    SIGNER,
  );
  assert.deepEqual([taken, left], [2, []]);
  const [graded, sat] = handIns;
  assert.ok(graded?.grading.status === 'graded' && sat?.grading.status === 'judged');
  assert.deepEqual(graded.grading.verdicts, [
    said,
    { check: 'data-is-pinned', durationMs: 0, status: 'pass' },
  ]);
  assert.deepEqual(
    [sat.isLate, sat.notes],
    [true, ['Another browser than last time.', 'It was ended after its time.']],
  );

  // Words of another verdict are not those of this one, and none is invented.
  const wordless = takeRecords(
    [lab],
    [{ ...(await fileOfLab({ results })), verdicts: [{ ...said, status: 'pass' as const }] }],
    SIGNER,
  ).handIns[0]?.grading;
  assert.ok(wordless?.status === 'graded');
  const [verdict] = wordless.verdicts;
  assert.ok(verdict?.status === 'fail');
  assert.equal(verdict.summary, 'What was seen was not kept beside the record.');
});

test('of two gradings the later one stands; records of others, of nobody here and broken ones are left, each with the reason', async () => {
  const later = takeRecords([lab], [await fileOfLab({ gradedAt: '2026-11-28T09:00:00Z' })], SIGNER);
  assert.equal(later.taken, 1);
  const again = takeRecords(later.handIns, [await fileOfLab()], SIGNER);
  assert.deepEqual([again.taken, again.left, again.handIns], [0, [], later.handIns]);

  const { handIns, taken, left } = takeRecords(
    [lab],
    [
      await fileOfLab({}, OTHER),
      await fileOfLab({ bundleSha256: 'cc'.repeat(32) }),
      { name: 'cut.regrade.json', bytes: (await fileOfLab()).bytes.subarray(0, 200) },
    ],
    SIGNER,
  );
  assert.deepEqual([handIns, taken], [[lab], 0]);
  assert.match(left[0] ?? '', /^a\.regrade\.json: "did:key:\w+" has signed it, which is not/);
  assert.equal(left[1], 'a.regrade.json: its hand-in is not in the cohort.');
  assert.match(left[2] ?? '', /^cut\.regrade\.json: \w+: found /);
});
