import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  examItems,
  examItemsCsv,
  softwareKey,
  writeExamSubmission,
  type ExamSubmission,
} from '#cohort';
import type { BankItem } from '#assessment';
import { PLEDGE } from '#assessment';

const item = (id: string): BankItem =>
  ({
    id,
    objective: 'C4.1.1',
    competency: 'VER',
    level: 'L1',
    cognitive: 'apply',
    kind: 'choice',
    stem: 'Which?',
    options: [
      { text: 'this', right: true, why: 'It is.' },
      { text: 'that', right: false, why: 'It is not.' },
    ],
    rationale: 'So it is.',
  }) as unknown as BankItem;

async function sitting(answers: Readonly<Record<string, number>>): Promise<Uint8Array> {
  const at = '2026-11-20T10:00:00.000Z';
  const submission: ExamSubmission = {
    format: 'plumbline-exam-submission',
    formatVersion: 1,
    exam: 'foundations',
    bankSha256: 'a1'.repeat(32),
    formSeed: '7',
    number: 1,
    form: ['a', 'b', 'c'],
    answers: ['a', 'b', 'c'].flatMap((id) =>
      answers[id] === undefined ? [] : [{ item: id, answer: answers[id] }],
    ),
    pledge: { text: PLEDGE, takenAt: at },
    startedAt: at,
    finishedAt: at,
    usedMs: 1000,
    limitMs: 3_000_000,
    extraPercent: 0,
    clockSetBack: 0,
    ended: 'learner',
    learner: 'lina',
    selfReported: { right: 3, of: 3, passed: true },
    createdAt: at,
  };
  return writeExamSubmission(submission, softwareKey(new Uint8Array(32).fill(4)));
}

test('items are judged by the bank over all exams that can be read, whatever these say of themselves', async () => {
  const files = [
    await sitting({ a: 0, b: 0, c: 0 }),
    await sitting({ a: 0, b: 1 }),
    await sitting({ a: 1, b: 1 }),
    new Uint8Array([1, 2, 3]),
  ];
  const found = examItems([item('a'), item('b'), item('never-asked')], files);
  assert.deepEqual(
    [found.sittings, found.unreadable, found.items.map(({ id, asked, p }) => [id, asked, p])],
    [
      3,
      1,
      [
        ['a', 3, 2 / 3],
        ['b', 3, 1 / 3],
      ],
    ],
  );
  assert.equal(
    examItemsCsv(found),
    'Item,Asked,Right,Point-biserial,Left out,Retire\r\na,3,0.667,0.5,0,\r\nb,3,0.333,0.5,0,\r\n',
  );
});
