import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import {
  commitmentTo,
  didOf,
  evidenceFaultLine,
  hiddenSeed,
  readRegradeRecord,
  readSubmission,
  regradeRecord,
  writeRegradeRecord,
  writeSubmission,
  type Regrading,
} from '#cohort';
import type { Verdict } from '#grading';
import { ABOUT, KEY, OTHER_KEY, WORK } from './example.ts';

const SECRET = new Uint8Array(32).fill(5);
const bundle = await writeSubmission(WORK, ABOUT, KEY);
const submission = readSubmission(bundle).value;
assert.ok(submission);
const seed = hiddenSeed(SECRET, submission.manifestSha256);

const verdicts = (durationMs: number): readonly Verdict[] => [
  { check: 'lock-is-fresh', durationMs, status: 'pass' },
  { check: 'data-is-pinned', durationMs, status: 'pass' },
  { check: 'report-is-made', durationMs, status: 'error', message: 'the engine stopped' },
];
const regrading: Regrading = {
  lab: ABOUT.lab,
  grader: { name: 'plumbline', version: '0.1.0', sha256: 'd4'.repeat(32) },
  engine: { name: 'embedded', version: '0.1.0', sha256: 'e5'.repeat(32) },
  seedCommitment: commitmentTo(seed),
  verdicts: verdicts(12.5),
  score: { points: 100, maxPoints: 100, passed: true, unmet: [], tasks: [] },
  gradedAt: '2026-11-27T09:00:00Z',
  gradedBy: 'Ada Instructor',
};

test('a record keeps what was found, and where the learner’s browser reported otherwise', () => {
  const { results, differences, score, learner, learnerKey, bundleSha256 } = regradeRecord(
    submission,
    regrading,
  );
  assert.deepEqual(results, [
    { check: 'lock-is-fresh', status: 'pass' },
    { check: 'data-is-pinned', status: 'pass' },
    { check: 'report-is-made', status: 'error' },
  ]);
  assert.deepEqual(differences, [
    { check: 'data-is-pinned', selfReported: 'fail', regraded: 'pass' },
    { check: 'report-is-made', selfReported: 'absent', regraded: 'error' },
  ]);
  assert.deepEqual(score, { points: 100, maxPoints: 100, passed: true, unmet: [] });
  assert.deepEqual([learner, learnerKey], ['lina', didOf(KEY)]);
  assert.equal(bundleSha256, createHash('sha256').update(bundle).digest('hex'));
});

test('graded twice, however long it took, the record has the same bytes, and is read back', async () => {
  const first = await writeRegradeRecord(regradeRecord(submission, regrading), OTHER_KEY);
  const slower = { ...regrading, verdicts: verdicts(9000) };
  const second = await writeRegradeRecord(regradeRecord(submission, slower), OTHER_KEY);
  assert.deepEqual(second, first);
  const { value } = readRegradeRecord(first);
  assert.deepEqual(value, {
    record: regradeRecord(submission, regrading),
    signer: didOf(OTHER_KEY),
  });
});

test('an edited, misshapen or foreign record is refused with the right line', async () => {
  const honest = new TextDecoder().decode(
    await writeRegradeRecord(regradeRecord(submission, regrading), OTHER_KEY),
  );
  const said = (text: string): string => {
    const { faults } = readRegradeRecord(new TextEncoder().encode(text));
    return faults ? evidenceFaultLine(faults[0]) : 'read';
  };
  assert.equal(said(honest), 'read');
  for (const [text, line] of [
    [honest.replace('"points":100', '"points":101'), /SignatureInvalid/],
    [honest.replace('"fail"', '"maybe"'), /ManifestInvalid: found the text "maybe" at differences/],
    [honest.replaceAll('09:00:00', '08:00:00'), /SignatureInvalid/],
    [honest.replace('Ada Instructor', '<b>'), /the text "\\u003cb\\u003e" at gradedBy/],
    [honest.replace('plumbline-regrade', 'plumbline-submission'), /of the format/],
    [honest.slice(0, -1), /not JSON in UTF-8/],
    ['', /not JSON in UTF-8/],
  ] as const) {
    assert.match(said(text), line);
  }
});

test('a revealed seed fits its commitment, another does not, and each hand-in has its own', () => {
  assert.equal(
    seed,
    createHmac('sha256', SECRET)
      .update(`plumbline-hidden-seed-1\n${submission.manifestSha256}`)
      .digest('hex'),
  );
  assert.equal(
    commitmentTo(seed),
    createHash('sha256').update(`plumbline-seed-commitment-1\n${seed}`).digest('hex'),
  );
  const others = [
    hiddenSeed(SECRET, 'e5'.repeat(32)),
    hiddenSeed(SECRET.with(0, 6), submission.manifestSha256),
  ];
  assert.equal(new Set([seed, ...others].map(commitmentTo)).size, 3);
  assert.throws(() => hiddenSeed(new Uint8Array(31), 'e5'.repeat(32)), { name: 'SecretTooShort' });
});
