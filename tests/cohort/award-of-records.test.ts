import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awardOfRecords, type AwardRequest, type RegradeRecord } from '#cohort';
import { EXAM_RECORD, RECORD } from './example-record.ts';

const record: RegradeRecord = {
  ...RECORD,
  lab: { ...RECORD.lab, id: 'pin-the-data' },
  results: [
    { check: 'lock-is-fresh', status: 'pass' },
    { check: 'data-is-pinned', status: 'pass' },
    { check: 'report-is-made', status: 'fail' },
  ],
  score: { points: 85, maxPoints: 100, passed: true, unmet: [] },
};
const second: RegradeRecord = {
  ...record,
  lab: { id: 'sign-the-contract', version: '1.0.0', sha256: 'a2'.repeat(32) },
  results: [{ check: 'contract-holds', status: 'pass' }],
  score: { points: 60, maxPoints: 60, passed: true, unmet: [] },
};
const request: AwardRequest = {
  kind: {
    id: 'professional',
    title: 'MLOps Professional',
    promise: 'version data and model, and serve a model, alone',
    validMonths: 24,
    practical: { labs: ['pin-the-data'], atLeast: 1, passPercent: 70 },
  },
  issuerUrl: 'https://academy.example/',
  recipient: { id: 'urn:uuid:1', name: 'Lina Example' },
  assurance: 'A1',
  awarded: new Date('2026-11-30T00:00:00Z'),
  titles: { 'pin-the-data': 'Pin the data' },
};

test('a certificate tells of each record what held, what did not, which version, when and by whom', () => {
  const { award } = awardOfRecords([record, second], request);
  assert.ok(award);
  assert.equal(award.validUntil?.toISOString(), '2028-11-30T00:00:00.000Z');
  assert.equal(award.scorePercent, 90, '145 of 160, rounded down');
  assert.equal(award.achievement.id, 'https://academy.example/certificates/professional');
  assert.deepEqual(
    award.evidence.map(({ name, outcome, narrative }) => [name, outcome, narrative]),
    [
      [
        'Pin the data',
        '2 of 3 checks hold, 85 of 100 points',
        `Lab pin-the-data version 1.0.0, content sha256 ${'a1'.repeat(32)}. These checks hold: lock-is-fresh, data-is-pinned. These do not: report-is-made. Graded again on 2026-11-27 by Ada Instructor.`,
      ],
      [
        'sign-the-contract',
        '1 of 1 checks hold, 60 of 60 points',
        `Lab sign-the-contract version 1.0.0, content sha256 ${'a2'.repeat(32)}. These checks hold: contract-holds. Graded again on 2026-11-27 by Ada Instructor.`,
      ],
    ],
  );
  assert.deepEqual(award.judgement, {
    assurance: 'A1',
    grader: { name: 'plumbline', version: '0.1.0' },
  });
});

test('a month that is too short gives its last day', () => {
  const awarded = new Date('2026-08-31T12:00:00Z');
  const kind = { ...request.kind, validMonths: 6 };
  const { award } = awardOfRecords([record], { ...request, kind, awarded });
  assert.equal(award?.validUntil?.toISOString(), '2027-02-28T12:00:00.000Z');
});

test('records must show what the practical part asks for', () => {
  const kind = {
    ...request.kind,
    practical: { labs: ['one-model-one-day'], atLeast: 2, passPercent: 90 },
  };
  assert.deepEqual(awardOfRecords([record], { ...request, kind }).faults, [
    'MLOps Professional needs a record of one-model-one-day.',
    'MLOps Professional needs records of 2 labs; there are 1.',
    'pin-the-data: 85 of 100 points; MLOps Professional needs 90 of 100.',
  ]);
});

test('what must not be signed is told in full', () => {
  assert.deepEqual(awardOfRecords([], request).faults, [
    'There is no re-grade record: a certificate rests on one at least.',
  ]);
  const below = {
    ...second,
    learner: 'nora',
    score: { points: 20, maxPoints: 60, passed: false, unmet: [] },
  };
  const broken = { ...record, results: [{ check: 'lock-is-fresh', status: 'error' as const }] };
  const { faults } = awardOfRecords([record, below, broken], { ...request, assurance: 'A2' });
  assert.deepEqual(faults, [
    'The records are of 2 learners (lina, nora): one certificate has one holder.',
    'sign-the-contract: 20 of 60 points do not pass it.',
    'pin-the-data: a check broke, so the work was not judged whole; grade it again.',
    'There are several records of pin-the-data: keep one of each.',
    'A2 says who confirmed it: give the person’s name.',
  ]);
  const score = { points: 95, maxPoints: 100, passed: false, unmet: ['lock-is-fresh'] };
  assert.deepEqual(awardOfRecords([{ ...record, score }], request).faults, [
    'pin-the-data: 95 of 100 points do not pass it. Nobody passes without lock-is-fresh.',
  ]);
});

test('where a certificate asks for a knowledge exam both parts are needed, and neither makes up for the other', () => {
  const knowledge = { exam: 'professional', items: 50, passPercent: 70 };
  const both = { ...request, kind: { ...request.kind, knowledge } };
  const { award } = awardOfRecords([record, EXAM_RECORD], both);
  assert.ok(award);
  assert.equal(award.scorePercent, 82, 'the lower of 85 and 82');
  assert.equal(
    award.achievement.narrative,
    'The knowledge exam was passed, and the submitted work of one lab reached its pass mark; neither makes up for the other. The score is the lower of the two.',
  );
  const [first] = award.evidence;
  assert.equal(first?.name, 'Knowledge exam: MLOps Professional');
  assert.equal(first.outcome, '41 of 50 answers are right');
  assert.equal(
    first.narrative,
    `70 % pass, a provisional mark. The issuer drew the questions for this learner. Bank sha256 ${'e5'.repeat(32)}. By competency: GOV 20 of 25, VER 21 of 25. Judged again on 2026-11-27 by Ada Instructor.`,
  );
  const said = (...evidence: Parameters<typeof awardOfRecords>[0]) =>
    awardOfRecords(evidence, both).faults;
  assert.deepEqual(said(record), [
    'MLOps Professional needs a record of its knowledge exam (*.exam-regrade.json).',
  ]);
  assert.deepEqual(said(EXAM_RECORD), [
    'There is no re-grade record: a certificate rests on one at least.',
  ]);
  const failed = { right: 34, of: 50, pass: 70, passed: false };
  assert.deepEqual(said(record, { ...EXAM_RECORD, score: failed, isLate: true }), [
    'Knowledge exam: 34 of 50 right do not pass it; 70 % pass.',
    'Knowledge exam: it was received after its window had closed.',
  ]);
  assert.deepEqual(said(record, EXAM_RECORD, { ...EXAM_RECORD, exam: 'foundations', title: 'F' }), [
    'The exam “F” is no part of MLOps Professional: leave its record out.',
  ]);
  assert.deepEqual(said(record, { ...EXAM_RECORD, learner: 'nora' }), [
    'The records are of 2 learners (lina, nora): one certificate has one holder.',
  ]);
});
