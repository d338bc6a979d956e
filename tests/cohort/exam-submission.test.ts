import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PLEDGE, beginSitting, finishSitting, keepAnswer } from '#assessment';
import {
  bankDigest,
  evidenceFaultLine,
  examSubmission,
  readExamSubmission,
  softwareKey,
  writeExamSubmission,
  type ExamSubmission,
} from '#cohort';
import { bankFor, L1_SLOTS } from '../assessment/exam/exam-bank.ts';

const NOON = new Date('2026-11-26T12:00:00.000Z');
const KEY = softwareKey(new Uint8Array(32).fill(7));
const items = bankFor(L1_SLOTS);
const paper = {
  exam: 'foundations',
  title: 'MLOps Foundations',
  slots: L1_SLOTS,
  minutes: 50,
  pass: 70,
  items,
  bankSha256: bankDigest(items),
};

function sample(): ExamSubmission {
  let sitting = beginSitting(paper, 'lina', [], 50, NOON);
  for (const id of sitting.items.slice(0, 30)) sitting = keepAnswer(sitting, id, 1);
  const result = finishSitting(sitting, paper, 'learner', NOON);
  return examSubmission(result, { learner: 'lina', createdAt: NOON.toISOString() });
}

const bytesOf = (document: unknown): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(document));
const faultOf = (bytes: Uint8Array): string => {
  const { faults } = readExamSubmission(bytes);
  assert.ok(faults, 'it is refused');
  return evidenceFaultLine(faults[0]);
};

test('a hand-in says everything of a sitting, gives the same bytes twice and is read back whole', async () => {
  const submission = sample();
  assert.equal(submission.pledge.text, PLEDGE);
  assert.equal(submission.limitMs, 75 * 60_000);
  assert.equal(submission.answers.length, 30);
  assert.deepEqual(submission.selfReported, { right: 30, of: 40, passed: true });
  const bytes = await writeExamSubmission(submission, KEY);
  assert.deepEqual(await writeExamSubmission(submission, KEY), bytes);
  const { value } = readExamSubmission(bytes);
  assert.deepEqual(value?.submission, submission);
  assert.match(value.signer, /^did:key:z6Mk/);
});

test('the order of a bank does not change its name; a changed word does', () => {
  assert.equal(bankDigest(items.toReversed()), paper.bankSha256);
  assert.notEqual(
    bankDigest(items.map((item, at) => (at === 3 ? { ...item, ask: 'Which?' } : item))),
    paper.bankSha256,
  );
});

test('every change of a signed hand-in is found', async () => {
  const text = new TextDecoder().decode(await writeExamSubmission(sample(), KEY));
  for (const [from, to] of [
    ['"right":30', '"right":40'],
    ['"usedMs":0', '"usedMs":1'],
    ['"answer":1', '"answer":2'],
    ['"number":1', '"number":2'],
    [paper.bankSha256, '0'.repeat(64)],
    ['"createdAt":"2026-11-26T12:00:00', '"createdAt":"2026-11-26T12:00:01'],
  ] as const) {
    assert.ok(text.includes(from), from);
    assert.match(
      faultOf(new TextEncoder().encode(text.replace(from, to))),
      /^SignatureInvalid: /,
      from,
    );
  }
});

test('what is no hand-in of an exam is refused with what was found and what to do', async () => {
  const { form, answers } = sample();
  const [first = '', second = ''] = form;
  const edited = (change: Partial<Record<keyof ExamSubmission, unknown>>) =>
    bytesOf({ ...sample(), ...change });
  for (const [bytes, pattern] of [
    [new Uint8Array(2 ** 20 + 1), /^TooLarge: found a file of 1048577 bytes/],
    [new Uint8Array(), /^ManifestInvalid: .* not JSON/],
    [bytesOf([]), /no mapping/],
    [bytesOf({ format: 'plumbline-submission', formatVersion: 1 }), /of the format/],
    [edited({ formatVersion: 2 }), /^FormatUnknown: .*newer edition/],
    [bytesOf(sample()), /another form than the canonical one/],
  ] as const) {
    assert.match(faultOf(bytes), pattern);
  }
  const refused = async (change: Partial<Record<keyof ExamSubmission, unknown>>) =>
    assert.rejects(
      writeExamSubmission({ ...sample(), ...change } as ExamSubmission, KEY),
      (error: Error) => {
        assert.equal(error.name, 'SubmissionNotPossible');
        return true;
      },
      JSON.stringify(change).slice(0, 80),
    );
  await refused({ learner: '<script>' });
  await refused({ learner: 'half \ud800' });
  await refused({ form: [first, first] });
  await refused({ form: ['../up'] });
  await refused({ answers: [{ item: 'elsewhere', answer: 1 }] });
  await refused({ answers: [answers[1], answers[0]] });
  await refused({ answers: [{ item: first, answer: { toString: 1 } }] });
  await refused({ answers: [{ item: second, answer: 'x'.repeat(2001) }] });
  await refused({ usedMs: 1e9 });
  await refused({ finishedAt: '2026-11-26T11:00:00.000Z' });
  await refused({ startedAt: '2026-13-45T99:00:00.000Z' });
  await refused({ extra: true } as object);
});

test('whatever bytes come, the reader answers and never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      assert.ok(readExamSubmission(bytes).faults);
    }),
    { numRuns: 200 },
  );
  fc.assert(
    fc.property(fc.json(), (text) => {
      assert.ok(readExamSubmission(new TextEncoder().encode(text)).faults);
    }),
    { numRuns: 200 },
  );
});
