import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { QuizResult, QuizTry } from '#assessment';
import type {
  ExamReceipt,
  LearnedReceipt,
  LabAttempt,
  LessonRead,
  QuestionAnswered,
  RecordDocument,
} from '#progress';
import { mergeRecords } from '../../src/progress/move/merge-records.ts';
import { reportMerge } from '../../src/progress/move/merge-report.ts';

const EMPTY: RecordDocument = {
  format: 'plumbline-record',
  schema: 8,
  exportedAt: '2026-11-26T00:00:00.000Z',
  learnerId: '0000000000000000',
  lessons: [],
  answers: [],
  attempts: [],
  tries: [],
  quizResults: [],
  examResults: [],
  labSittings: [],
  receipts: [],
  assignments: [],
  packs: [],
  examReceipts: [],
  learnedReceipts: [],
  certificates: [],
  diagnostic: {},
  works: [],
  copies: [],
};

const time = fc
  .integer({ min: 0, max: 9 })
  .map((minute) => `2026-11-2${minute % 3}T09:0${minute}:00.000Z`);
const few = (prefix: string) => fc.integer({ min: 0, max: 3 }).map((one) => `${prefix}${one}`);

const lesson: fc.Arbitrary<LessonRead> = fc.record(
  { lesson: few('c/l'), firstOpenedAt: time, doneAt: time, markedAt: time },
  { requiredKeys: ['lesson', 'firstOpenedAt'] },
);
const answer: fc.Arbitrary<QuestionAnswered> = fc.record({
  question: few('c/l#q'),
  right: fc.boolean(),
  answeredAt: time,
});
/** What has a unique id never changes: its content follows from the id. */
const attempt: fc.Arbitrary<LabAttempt> = few('a').map((id) => ({
  id,
  lab: `lab-${id}`,
  labVersion: '1.0.0',
  seed: 's',
  engine: 'embedded',
  startedAt: `2026-11-2${id.slice(1)}T10:00:00.000Z`,
  durationMs: 5,
  points: 1,
  maxPoints: 2,
  verdicts: { one: 'pass' },
  hintsUsed: {},
  solutionSeen: false,
}));
const startOf = (id: string): string => `2026-11-2${id.slice(1)}T11:00:00.000Z`;
const openTry: fc.Arbitrary<QuizTry> = fc
  .tuple(few('t'), fc.dictionary(few('i'), fc.record({ answer: fc.nat(3), right: fc.boolean() })))
  .map(([id, answers]) => ({
    id,
    quiz: 'c/q',
    number: 1,
    seed: id,
    startedAt: startOf(id),
    items: ['i0', 'i1', 'i2', 'i3'],
    answers,
  }));
const quizResult: fc.Arbitrary<QuizResult> = few('t').map((id) => ({
  id,
  quiz: 'c/q',
  number: 1,
  startedAt: startOf(id),
  finishedAt: startOf(id),
  items: { i0: true },
  right: 1,
  of: 1,
  pass: 75,
}));
const keptFile = fc.record({ name: few('f'), keptAt: time }).map(({ name, keptAt }) => ({
  id: name,
  text: `the file ${name}`,
  keptAt,
}));
const examReceipt: fc.Arbitrary<ExamReceipt> = few('r').map((id) => ({
  id,
  fileName: `${id}.exam.json`,
  sizeBytes: 10,
  exam: 'foundations',
  number: 1,
  learner: 'lina',
  handedInAt: startOf(id),
  right: 30,
  of: 40,
  signer: 'did:key:z6Mk',
}));
const learnedReceipt: fc.Arbitrary<LearnedReceipt> = few('r').map((id) => ({
  id,
  fileName: `${id}.learned.json`,
  sizeBytes: 10,
  kind: 'quiz',
  activity: 'c/end',
  learner: 'lina',
  handedInAt: startOf(id),
  right: 6,
  of: 8,
  signer: 'did:key:z6Mk',
  assigned: 'c-1/week-1',
  attempt: 1,
}));
const work = fc.record({
  lab: few('lab-'),
  labVersion: few('1.'),
  labDigest: fc.constant(''),
  seed: few('s'),
  begunAt: time,
  origin: fc.constant({}),
  startDigest: fc.constant(''),
  view: fc.constant({ tabs: [], cursors: {}, openFolders: [] }),
  activeMs: fc.nat(3),
  hintsOpened: fc.dictionary(few('task'), fc.nat(4)),
  solutionUnlocked: fc.boolean(),
  solutionSeen: fc.boolean(),
  savedAt: time,
  files: fc.dictionary(
    few('file'),
    fc.oneof(
      few('text').map((text) => ({ text })),
      fc.constant({ folder: true as const }),
    ),
  ),
});

const once = <T>(keyOf: (thing: T) => string) => ({ maxLength: 4, selector: keyOf });
/** A record as a browser may hold it. */
const record: fc.Arbitrary<RecordDocument> = fc
  .record({
    learnerId: few('000000000000000'),
    lessons: fc.uniqueArray(
      lesson,
      once((one) => one.lesson),
    ),
    answers: fc.uniqueArray(
      answer,
      once((one) => one.question),
    ),
    attempts: fc.uniqueArray(
      attempt,
      once((one) => one.id),
    ),
    tries: fc.uniqueArray(
      openTry,
      once((one) => one.id),
    ),
    quizResults: fc.uniqueArray(
      quizResult,
      once((one) => one.id),
    ),
    packs: fc.uniqueArray(
      keptFile,
      once((one) => one.id),
    ),
    examReceipts: fc.uniqueArray(
      examReceipt,
      once((one) => one.id),
    ),
    learnedReceipts: fc.uniqueArray(
      learnedReceipt,
      once((one) => one.id),
    ),
    certificates: fc.uniqueArray(
      keptFile,
      once((one) => one.id),
    ),
    diagnostic: fc.record(
      { aim: few('L'), claims: fc.dictionary(few('C'), fc.nat(4)) },
      { requiredKeys: [] },
    ),
    works: fc.uniqueArray(
      work,
      once((one) => one.lab),
    ),
  })
  .map((parts) => {
    const whole = JSON.parse(JSON.stringify({ ...EMPTY, ...parts })) as RecordDocument;
    return mergeRecords(whole, whole);
  });

test('two records make the same one, whichever is brought into the other', () => {
  fc.assert(
    fc.property(record, record, (a, b) => {
      assert.deepEqual(mergeRecords(a, b), mergeRecords(b, a));
    }),
  );
});

test('three records make the same one in any order', () => {
  fc.assert(
    fc.property(record, record, record, (a, b, c) => {
      const wanted = mergeRecords(mergeRecords(a, b), c);
      assert.deepEqual(mergeRecords(a, mergeRecords(b, c)), wanted);
      assert.deepEqual(mergeRecords(mergeRecords(c, a), b), wanted);
    }),
    { numRuns: 300 },
  );
});

test('bringing in the same record again changes nothing, whatever came between', () => {
  fc.assert(
    fc.property(record, record, record, (a, b, c) => {
      assert.deepEqual(mergeRecords(a, a), a);
      const all = mergeRecords(mergeRecords(a, b), c);
      assert.deepEqual(mergeRecords(all, b), all);
      assert.deepEqual(mergeRecords(all, mergeRecords(b, a)), all);
    }),
  );
});

test('nothing of either record is lost', () => {
  fc.assert(
    fc.property(record, record, (a, b) => {
      const merged = mergeRecords(a, b);
      for (const one of [a, b]) {
        for (const { id } of one.attempts) assert.ok(merged.attempts.some((x) => x.id === id));
        for (const { id } of one.quizResults) {
          assert.ok(merged.quizResults.some((x) => x.id === id));
        }
        for (const list of ['packs', 'examReceipts', 'learnedReceipts', 'certificates'] as const) {
          for (const { id } of one[list]) assert.ok(merged[list].some((x) => x.id === id));
        }
        for (const { id, keptAt } of one.certificates) {
          const kept = merged.certificates.find((x) => x.id === id);
          assert.ok(kept && kept.keptAt <= keptAt, 'kept since the earlier time');
        }
        for (const { id, answers } of one.tries) {
          const finished = merged.quizResults.some((x) => x.id === id);
          const open = merged.tries.find((x) => x.id === id);
          assert.ok(finished || open);
          for (const item of Object.keys(answers)) assert.ok(finished || open?.answers[item]);
        }
        for (const { lesson: name } of one.lessons) {
          assert.ok(merged.lessons.some((x) => x.lesson === name));
        }
        for (const { question } of one.answers) {
          assert.ok(merged.answers.some((x) => x.question === question));
        }
        // Every tree of files is there, as work or as a kept copy.
        const trees = [...merged.works, ...merged.copies].map(({ lab, files }) =>
          JSON.stringify([lab, Object.entries(files).sort()]),
        );
        for (const { lab, files } of one.works) {
          assert.ok(trees.includes(JSON.stringify([lab, Object.entries(files).sort()])));
        }
      }
    }),
  );
});

test('who has seen the solution or a hint anywhere has seen it', () => {
  fc.assert(
    fc.property(record, record, (a, b) => {
      for (const work of mergeRecords(a, b).works) {
        const both = [...a.works, ...b.works].filter(({ lab }) => lab === work.lab);
        assert.equal(
          work.solutionSeen,
          both.some(({ solutionSeen }) => solutionSeen),
        );
        for (const { hintsOpened } of both) {
          for (const [task, count] of Object.entries(hintsOpened)) {
            assert.ok((work.hintsOpened[task] ?? 0) >= count);
          }
        }
      }
    }),
  );
});

test('of two marks of a lesson the later one stands, also when it takes the mark back', () => {
  const opened = { lesson: 'c/l', firstOpenedAt: '2026-11-20T09:00:00.000Z' };
  const read = {
    ...opened,
    doneAt: '2026-11-21T09:00:00.000Z',
    markedAt: '2026-11-21T09:00:00.000Z',
  };
  const taken = { ...opened, markedAt: '2026-11-22T09:00:00.000Z' };
  const here = { ...EMPTY, lessons: [read] };
  const merged = mergeRecords(here, { ...EMPTY, lessons: [taken] });
  assert.deepEqual(merged.lessons, [taken]);
  assert.deepEqual(reportMerge(here, { ...EMPTY, lessons: [taken] }, merged).notes, [
    'The mark of the lesson c/l was taken back in the file, later than it was set here.',
  ]);
});

test('a merge tells what came, what changed and what was here, and where the other work lies', () => {
  const at = (day: number) => `2026-11-2${day}T09:00:00.000Z`;
  const lab = {
    lab: 'pin-the-data',
    labVersion: '1.0.0',
    labDigest: '',
    seed: 's',
    begunAt: at(0),
    origin: {},
    startDigest: '',
    view: { tabs: [], cursors: {}, openFolders: [] },
    hintsOpened: { pin: 1 },
    solutionUnlocked: false,
    solutionSeen: false,
    savedAt: at(1),
    files: { 'a.txt': { text: 'here' } },
  };
  const here: RecordDocument = {
    ...EMPTY,
    learnerId: '1111111111111111',
    lessons: [{ lesson: 'c/one', firstOpenedAt: at(1) }],
    works: [lab],
  };
  const other: RecordDocument = {
    ...EMPTY,
    learnerId: '2222222222222222',
    lessons: [
      { lesson: 'c/one', firstOpenedAt: at(1) },
      { lesson: 'c/two', firstOpenedAt: at(0) },
    ],
    works: [{ ...lab, savedAt: at(2), hintsOpened: {}, files: { 'a.txt': { text: 'there' } } }],
  };
  const merged = mergeRecords(here, other);
  const { counts, notes } = reportMerge(here, other, merged);
  assert.deepEqual(
    counts.filter(({ added, changed, same }) => added + changed + same > 0),
    [
      { kind: 'lesson', added: 1, changed: 0, same: 1 },
      { kind: 'work', added: 0, changed: 1, same: 0 },
      { kind: 'copy', added: 1, changed: 0, same: 0 },
    ],
  );
  assert.deepEqual(notes, [
    'Your work in pin-the-data is now the file’s, which was saved later. What was here is among its kept copies.',
    'This browser goes on under the learner’s id of the file, so that new labs have the same data there and here.',
  ]);
  assert.deepEqual(merged.works[0]?.hintsOpened, { pin: 1 });
  assert.deepEqual(merged.copies[0]?.files, { 'a.txt': { text: 'here' } });
});
