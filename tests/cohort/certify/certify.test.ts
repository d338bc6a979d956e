import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  asAssigned,
  certificateBatch,
  didOf,
  entitlements,
  gradebookOfCohort,
  isCertificateBatch,
  markLearned,
  readCertificateBatch,
  readIssueReceipt,
  renewalsDue,
  softwareKey,
  withReceipt,
  withRevocations,
  writeExamRecord,
  writeLearnedSubmission,
  writeRegradeRecord,
  type BroughtExam,
  type CertificateKind,
  type Cohort,
  type HandIn,
  type IssuedCertificate,
  type Learner,
} from '#cohort';
import { LESSON, QUIZ, quizOf } from '../example-learned.ts';
import { EXAM_RECORD, RECORD } from '../example-record.ts';
import { COHORT, handInOf, LINA, NOOR, TERMS } from '../register/example-cohort.ts';

const KEY = softwareKey(new Uint8Array(32).fill(9));
const NOW = new Date('2026-12-01T00:00:00Z');
const KIND: CertificateKind = {
  id: 'foundations',
  title: 'MLOps Foundations',
  promise: 'run a lab',
  validMonths: 24,
  practical: { labs: [], atLeast: 1, passPercent: 70 },
};

async function graded(
  learner: Learner,
  points: number,
  more: Partial<HandIn> = {},
): Promise<HandIn> {
  const digest = (learner === LINA ? '11' : '22').repeat(32);
  const record = {
    ...RECORD,
    bundleSha256: digest,
    learner: learner.id,
    lab: { ...RECORD.lab, id: 'pin-the-data' },
    score: { points, maxPoints: 100, passed: points >= 70, unmet: [] },
  };
  const signedRecord = new TextDecoder().decode(await writeRegradeRecord(record, KEY));
  return {
    ...handInOf(learner, digest, 'x.submission.zip'),
    grading: { status: 'graded', record, signedRecord, verdicts: [] },
    ...more,
  };
}

/** The knowledge exam of a learner, as an issuer's grader has judged it. */
async function judged(learner: Learner, right: number, more: object = {}): Promise<BroughtExam> {
  const score = { right, of: 50, pass: 70, passed: right >= 35 };
  const record = { ...EXAM_RECORD, learner: learner.id, score, ...more };
  return { record, signed: new TextDecoder().decode(await writeExamRecord(record, KEY)) };
}

const cohort: Cohort = { ...COHORT, certificates: [] };
const people = (
  handIns: readonly HandIn[],
  of: Cohort = cohort,
  kind = KIND,
  brought: readonly BroughtExam[] = [],
) =>
  entitlements({
    brought,
    cohort: of,
    book: gradebookOfCohort(of, handIns),
    handIns,
    kind,
    titles: { 'pin-the-data': 'Pin the data' },
    now: NOW,
  });

test('who has met the rule is told with the records, who has not with every reason', async () => {
  const found = people([await graded(LINA, 90), await graded(NOOR, 60)]);
  assert.deepEqual(
    found.map(({ learner, state, why, records }) => [learner.id, state, why, records.length]),
    [
      [LINA.id, 'entitled', [], 1],
      [
        NOOR.id,
        'not-yet',
        [
          '0 of 1 passed. Pin the data: 60%, not passed (70% pass).',
          'Mean 60%, 70% needed.',
          'There is no re-grade record: a certificate rests on one at least.',
        ],
        0,
      ],
    ],
  );
});

test('a grade that a person has set is no evidence; a lab that the certificate asks for must be among the records', async () => {
  const set = {
    points: 80,
    maxPoints: 100,
    passed: true,
    reason: 'Spoken with',
    by: 'Ada',
    at: '2026-11-30T00:00:00Z',
  };
  const [, noor] = people([await graded(NOOR, 60, { overrides: [set] })]);
  assert.deepEqual(noor?.why, [
    'There is no re-grade record: a certificate rests on one at least.',
  ]);
  const capstone = { ...KIND, practical: { ...KIND.practical, labs: ['one-model-one-day'] } };
  const [lina] = people([await graded(LINA, 90)], cohort, capstone);
  assert.deepEqual(lina?.why, ['MLOps Foundations needs a record of one-model-one-day.']);
  const strict = { ...KIND, practical: { ...KIND.practical, passPercent: 95 } };
  assert.equal(people([await graded(LINA, 90)], cohort, strict)[0]?.state, 'not-yet');
});

test('who holds a good certificate is not asked for again; who holds a revoked or an ended one is', async () => {
  const held: IssuedCertificate = {
    learner: LINA.id,
    credentialId: 'urn:uuid:1',
    statusIndex: 5,
    program: 'foundations',
    issuedAt: '2025-01-01T00:00:00Z',
  };
  const stateWith = async (certificate: IssuedCertificate) =>
    people([await graded(LINA, 90)], { ...cohort, certificates: [certificate] })[0]?.state;
  assert.equal(await stateWith(held), 'issued');
  assert.equal(await stateWith({ ...held, revokedAt: '2026-01-01T00:00:00Z' }), 'entitled');
  assert.equal(await stateWith({ ...held, validUntil: '2026-11-30T00:00:00Z' }), 'entitled');
  assert.equal(await stateWith({ ...held, program: 'professional' }), 'entitled');
});

test('both parts are needed: the exam comes from the cohort’s own hand-ins or is brought, the best that passes in time', async () => {
  const both = { ...KIND, knowledge: { exam: 'professional', items: 50, passPercent: 70 } };
  const lab = await graded(LINA, 90);
  const missing = 'MLOps Foundations needs a record of its knowledge exam (*.exam-regrade.json).';
  assert.deepEqual(people([lab], cohort, both)[0]?.why, [missing]);
  const withExam = {
    ...cohort,
    assignments: cohort.assignments.map(({ terms, ...more }) => ({
      ...more,
      terms: {
        ...terms,
        items: [...terms.items, { kind: 'exam' as const, id: 'professional', title: 'Exam' }],
      },
    })),
  };
  const { record, signed } = await judged(LINA, 41);
  const handedIn: HandIn = {
    ...handInOf(LINA, record.submissionSha256, 'professional.exam.json'),
    item: { kind: 'exam', id: 'professional' },
    grading: { status: 'judged', record, signedRecord: signed },
  };
  const [own] = people([lab, handedIn], withExam, both);
  assert.deepEqual([own?.state, own?.why], ['entitled', []]);
  assert.deepEqual(
    own?.records.map(({ record: { format } }) => format),
    ['plumbline-exam-regrade', 'plumbline-regrade'],
  );
  const text = JSON.stringify(certificateBatch(withExam, 'foundations', [own], false));
  const [person] = readCertificateBatch(text).people;
  assert.deepEqual(
    person?.records.map(({ signer }) => signer),
    [didOf(KEY), didOf(KEY)],
  );
  const brought = [await judged(LINA, 36), await judged(LINA, 44), await judged(NOOR, 50)];
  const [best] = people([lab], cohort, both, brought);
  assert.equal(best?.state, 'entitled');
  const [exam] = best.records;
  assert.equal(exam?.signed, brought[1]?.signed);
  for (const no of [
    await judged(LINA, 34),
    await judged(LINA, 50, { isLate: true }),
    await judged(LINA, 50, { exam: 'foundations' }),
  ]) {
    assert.deepEqual(people([lab], cohort, both, [no])[0]?.why, [missing]);
  }
});

test('a batch is names and signed records, and is read with every signature', async () => {
  const chosen = people([await graded(LINA, 90)]).filter(({ state }) => state === 'entitled');
  const batch = certificateBatch(cohort, 'foundations', chosen, false);
  const text = JSON.stringify(batch);
  assert.ok(isCertificateBatch(text));
  assert.doesNotMatch(text, /example\.org/, 'no address that was not asked for');
  const [person] = readCertificateBatch(text).people;
  assert.deepEqual(
    [person?.learner, person?.name, person?.email, person?.records.map(({ signer }) => signer)],
    [LINA.id, 'Lina Müller', '', [didOf(KEY)]],
  );
  const forged = text.replaceAll('\\"points\\":90', '\\"points\\":99');
  assert.notEqual(forged, text);
  assert.throws(() => readCertificateBatch(forged), { name: 'CohortFileUnreadable' });
  const others = text.replace(`"learner":"${LINA.id}","name"`, '"learner":"somebody","name"');
  assert.throws(() => readCertificateBatch(others), {
    message: `Found for "somebody" a record of "${LINA.id}"; expected records of the same learner.`,
  });
  assert.throws(() => readCertificateBatch('{"format":"x","formatVersion":1}'), {
    message: 'Found a file of "x"; expected the batch ("plumbline-certificate-batch", version 1).',
  });
});

test('what was issued comes back once, and only for those of the cohort; what was revoked is marked', () => {
  const one = {
    learner: LINA.id,
    credentialId: 'urn:uuid:1',
    statusIndex: 5,
    program: 'foundations',
    issuedAt: '2026-12-01T00:00:00Z',
    validUntil: '2028-12-01T00:00:00Z',
  };
  const receipt = readIssueReceipt(
    JSON.stringify({
      format: 'plumbline-issue-receipt',
      formatVersion: 1,
      cohort: cohort.id,
      issued: [
        { ...one, note: 'is left out' },
        { ...one, learner: 'nobody', credentialId: 'urn:uuid:2' },
      ],
    }),
  );
  const learners = new Set([LINA.id]);
  const first = withReceipt([], receipt, learners);
  assert.deepEqual(first, { certificates: [one], added: 1 });
  assert.equal(withReceipt(first.certificates, receipt, learners).added, 0);
  const register = [{ id: 'urn:uuid:1', revoked: '2026-12-02T00:00:00Z' }, { id: 'urn:uuid:9' }];
  const revoked = withRevocations(first.certificates, register);
  assert.deepEqual(revoked, {
    certificates: [{ ...one, revokedAt: '2026-12-02T00:00:00Z' }],
    added: 1,
  });
  assert.equal(withRevocations(revoked.certificates, register).added, 0);
  assert.throws(() => readIssueReceipt('{"format":"plumbline-issue-receipt","formatVersion":1}'), {
    message:
      'Found a receipt that is not whole; expected what the issuer’s page wrote as issued.json.',
  });
});

test('a renewal is due within ninety days of the end and after it, unless a later certificate is there or it is revoked', () => {
  const until = (
    credentialId: string,
    validUntil: string | undefined,
    more = {},
  ): IssuedCertificate => ({
    learner: LINA.id,
    credentialId,
    statusIndex: 1,
    program: 'foundations',
    issuedAt: '2024-12-01T00:00:00Z',
    ...(validUntil === undefined ? {} : { validUntil }),
    ...more,
  });
  const due = (...all: IssuedCertificate[]) =>
    renewalsDue(all, NOW).map(({ credentialId }) => credentialId);
  assert.deepEqual(
    due(
      until('soon', '2027-02-28T00:00:00Z', { learner: 'b' }),
      until('over', '2026-11-01T00:00:00Z', { learner: 'c' }),
      until('far', '2027-03-02T00:00:00Z', { learner: 'd' }),
      until('never', undefined, { learner: 'e' }),
      until('revoked', '2026-12-05T00:00:00Z', { learner: 'f', revokedAt: '2026-01-01T00:00:00Z' }),
    ),
    ['over', 'soon'],
  );
  assert.deepEqual(
    due(until('old', '2026-12-05T00:00:00Z'), until('new', '2028-12-05T00:00:00Z')),
    [],
  );
  assert.deepEqual(
    due(
      until('old', '2026-12-05T00:00:00Z'),
      until('other', '2028-12-05T00:00:00Z', { program: 'engineer' }),
    ),
    ['old'],
  );
});

/** The hand-in of a quiz or a lesson that was marked. */
async function marked(kind: 'quiz' | 'lesson', right: number): Promise<HandIn> {
  const quiz =
    kind === 'quiz' ? quizOf(right, { learner: LINA.id }) : { ...LESSON, learner: LINA.id };
  const { value } = markLearned(await writeLearnedSubmission(quiz, KEY), {
    quizOf: () => QUIZ,
    lessonOf: () => 'Data pointers',
    grader: RECORD.grader,
    gradedAt: NOW.toISOString(),
    gradedBy: 'Ada Instructor',
  });
  const { record } = value ?? assert.fail('it is marked');
  return {
    ...handInOf(LINA, (kind === 'quiz' ? '33' : '44').repeat(32), 'x.learned.json'),
    item: { kind, id: record.activity },
    grading: { status: 'marked', record, signedRecord: '{}' },
  };
}

test('an assigned quiz counts for the rule of the cohort, a lesson for none, and neither is evidence', async () => {
  const items = [...TERMS.items, { kind: 'quiz' as const, id: QUIZ.id, title: QUIZ.title }].map(
    (item) => asAssigned(item),
  );
  const assigned: Cohort = {
    ...cohort,
    assignments: [{ terms: { ...TERMS, items }, published: [] }],
  };
  const lina = async (...handIns: readonly HandIn[]) => {
    const [found] = people([await graded(LINA, 90), ...handIns], assigned);
    assert.ok(found);
    return found;
  };
  assert.deepEqual((await lina()).why, [
    `1 of 2 passed. ${QUIZ.title}: Nothing handed in.`,
    'Mean 45%, 70% needed.',
  ]);
  assert.deepEqual((await lina(await marked('quiz', 4))).why, [
    `1 of 2 passed. ${QUIZ.title}: 50%, not passed (70% pass).`,
  ]);
  // The lesson of the assignment was never handed in.
  const entitled = await lina(await marked('quiz', 7));
  assert.deepEqual([entitled.state, entitled.why], ['entitled', []]);
  assert.deepEqual(
    entitled.records.map(({ record }) => record.format),
    ['plumbline-regrade'],
    'a certificate rests on the lab alone',
  );
  // Two pieces are asked for: the lab, and not the lesson that was read.
  const two = { ...assigned, passRule: { items: 2, percent: 0 } };
  const [read] = people([await graded(LINA, 90), await marked('lesson', 1)], two);
  assert.deepEqual(read?.why, [`1 of 2 passed. ${QUIZ.title}: Nothing handed in.`]);
});
